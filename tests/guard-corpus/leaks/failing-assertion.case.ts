// @case {"leaks":[{"test":"is wrong","kind":"server"}],"alsoFails":true,"note":"the assertion fails before the close: both are reported"}
import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { portOf } from '../support/port-of.ts'

test('is wrong', async () => {
  const server = createServer()
  server.listen(0, '127.0.0.1') // <- leak
  expect(await portOf(server)).toBe(0)
  await new Promise((resolve) => server.close(resolve))
})

test('neighbour', () => {
  expect(1).toBe(1)
})
