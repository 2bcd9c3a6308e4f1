// @case {"leaks":[{"test":"never ends","kind":"server"}],"alsoFails":true,"note":"the test times out; the server it opened is reported beside that"}
import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { portOf } from '../support/port-of.ts'

test('never ends', { timeout: 150 }, async () => {
  const server = createServer()
  server.listen(0, '127.0.0.1') // <- leak
  await portOf(server)
  await new Promise(() => {})
})

test('neighbour', () => {
  expect(1).toBe(1)
})
