import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, test, vi } from 'vitest'
import { idle } from './idle.ts'
import { startServer } from './start-server.ts'

const realSetInterval = setInterval

test('leaves fake timers installed, and timers pending in them', () => {
  vi.useFakeTimers()
  setInterval(idle, 1001)
  setTimeout(idle, 1002)
})

test('closes a server under them, and does not wait', async () => {
  expect(vi.isFakeTimers()).toBe(true)
  const server = await startServer()
  server.close()
})

test('leaks a server under them', async () => {
  const server = createServer().listen(0)
  await once(server, 'listening')
})

test('leaks a real interval under them', () => {
  realSetInterval(idle, 1003)
})

test('puts real timers back', () => {
  vi.useRealTimers()
})
