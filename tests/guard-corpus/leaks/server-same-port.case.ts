// @case {"leaks":[{"test":"takes the port","kind":"server"}],"poisoned":["takes the port again"],"note":"the second test fails without a guard: the port must be free once the leak is closed"}
import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { portOf } from '../support/port-of.ts'

let port = 0

test('finds a port', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  port = await portOf(server)
  await new Promise((resolve) => server.close(resolve))
  expect(port).toBeGreaterThan(0)
})

test('takes the port', async () => {
  const server = createServer()
  server.listen(port, '127.0.0.1') // <- leak
  await once(server, 'listening')
  expect(server.listening).toBe(true)
})

test('takes the port again', async () => {
  const server = createServer()
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  await new Promise((resolve) => server.close(resolve))
  expect(server.listening).toBe(false)
})
