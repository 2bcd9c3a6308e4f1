// @case {"leaks":[{"test":"listens quietly","kind":"server"}],"note":"an unref'd server keeps nothing alive and still holds its port"}
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { portOf } from '../support/port-of.ts'

test('listens quietly', async () => {
  const server = createServer()
  server.listen(0).unref() // <- leak
  expect(await portOf(server)).toBeGreaterThan(0)
})

test('neighbour', () => {
  expect(1).toBe(1)
})
