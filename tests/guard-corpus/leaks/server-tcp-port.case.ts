// @case {"leaks":[{"test":"listens","kind":"server"}],"note":"net.createServer().listen(port)"}
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { portOf } from '../support/port-of.ts'

test('listens', async () => {
  const server = createServer().listen(0) // <- leak
  expect(await portOf(server)).toBeGreaterThan(0)
})

test('listens and closes', async () => {
  const server = createServer().listen(0)
  expect(await portOf(server)).toBeGreaterThan(0)
  await new Promise((resolve) => server.close(resolve))
})
