import { expect, test } from 'vitest'
import { startServer } from './start-server.ts'

test.each([1, 2])('asks a server, row %i', async () => {
  const server = await startServer()
  expect(server.listening).toBe(true)
})

test('asks a server for more', async () => {
  await startServer()
  setInterval(() => {}, 1000)
})
