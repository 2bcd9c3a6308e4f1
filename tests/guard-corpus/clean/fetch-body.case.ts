// @case {"note":"fetch against a server of the body: read, cancelled, aborted, empty"}
import { createServer, type Server } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { portOf } from '../support/port-of.ts'

let server: Server | undefined

async function serve(endless = false): Promise<string> {
  server = createServer((_request, response) => {
    response.write('hello')
    if (!endless) response.end()
  }).listen(0, '127.0.0.1')
  return `http://127.0.0.1:${await portOf(server)}/`
}

afterEach(() => {
  server?.close()
})

test('reads', async () => {
  const response = await fetch(await serve())
  expect(await response.text()).toBe('hello')
})

test('cancels the body', async () => {
  const response = await fetch(await serve(true))
  await response.body?.cancel()
  expect(response.status).toBe(200)
})

test('aborts', async () => {
  const controller = new AbortController()
  const response = await fetch(await serve(true), { signal: controller.signal })
  controller.abort()
  await expect(response.text()).rejects.toThrow('aborted')
})

test('keeps the pool of a server that closed first', async () => {
  const response = await fetch(await serve())
  await response.arrayBuffer()
  await new Promise((resolve) => server?.close(resolve))
  expect(response.ok).toBe(true)
})
