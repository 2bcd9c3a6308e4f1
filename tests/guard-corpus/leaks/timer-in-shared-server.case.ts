// @case {"leaks":[{"test":"asks for something slow","kind":"timer","orFile":true}],"note":"the handler belongs to a server of beforeAll; the request is the test's. The handler runs in the server's context, so the file may be blamed where it names the line"}
import { createServer } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { portOf } from '../support/port-of.ts'

const server = createServer((request, response) => {
  if (request.url === '/slow') setInterval(() => {}, 30_000) // <- leak
  response.end('ok')
})

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await portOf(server)
})

afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

async function ask(path: string): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${await portOf(server)}${path}`)
  return response.text()
}

test('asks', async () => {
  expect(await ask('/')).toBe('ok')
})

test('asks for something slow', async () => {
  expect(await ask('/slow')).toBe('ok')
})

test('asks again', async () => {
  expect(await ask('/')).toBe('ok')
})
