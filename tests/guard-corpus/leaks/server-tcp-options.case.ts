// @case {"leaks":[{"test":"listens by options","kind":"server"}],"note":"listen({ port, host }, callback), the host a name"}
import { createServer } from 'node:net'
import { expect, test } from 'vitest'

test('neighbour', () => {
  expect(1).toBe(1)
})

test('listens by options', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => {
    server.listen({ port: 0, host: 'localhost' }, resolve) // <- leak
  })
  expect(server.listening).toBe(true)
})
