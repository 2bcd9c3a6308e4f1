// @case {"leaks":[{"test":"listens for handshakes","kind":"server"}],"note":"a TLS server"}
import { createServer } from 'node:tls'
import { expect, test } from 'vitest'
import { portOf } from '../support/port-of.ts'

test('listens for handshakes', async () => {
  const server = createServer({})
  await new Promise<void>((resolve) => server.listen(0, resolve)) // <- leak
  expect(await portOf(server)).toBeGreaterThan(0)
})

test('neighbour', () => {
  expect(1).toBe(1)
})
