// @case {"leaks":[{"test":"streams","kind":"server"}],"note":"an HTTP/2 server"}
import { createServer } from 'node:http2'
import { expect, test } from 'vitest'
import { portOf } from '../support/port-of.ts'

test('streams', async () => {
  const server = createServer((_request, response) => response.end('hello'))
  server.listen({ port: 0, host: '127.0.0.1' }) // <- leak
  expect(await portOf(server)).toBeGreaterThan(0)
})

test('neighbour', () => {
  expect(1).toBe(1)
})
