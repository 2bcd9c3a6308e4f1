// @case {"note":"fetch's idle pool is furniture; the server closes in afterAll"}
import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { portOf } from '../support/port-of.ts'

let server: Server
beforeAll(async () => {
  server = createServer((request, response) => response.end(request.url)).listen(0)
  await portOf(server)
})
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve))
})

test.for(['/a', '/b', '/c'])('asks for %s', async (path) => {
  const response = await fetch(`http://localhost:${await portOf(server)}${path}`)
  expect(await response.text()).toBe(path)
})

test('asks several at once', async () => {
  const url = `http://localhost:${await portOf(server)}/many`
  const answers = await Promise.all(Array.from({ length: 5 }, () => fetch(url)))
  const texts = await Promise.all(answers.map((answer) => answer.text()))
  expect(new Set(texts)).toEqual(new Set(['/many']))
})
