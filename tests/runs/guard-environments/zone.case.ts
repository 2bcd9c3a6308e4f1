import 'zone.js'
import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { idle } from './idle.ts'

test('is clean', async () => {
  await new Promise((resolve) => {
    setTimeout(resolve, 5)
  })
  expect(Promise.name).toBe('ZoneAwarePromise')
})

test('leaks a timeout', () => {
  setTimeout(idle, 1001)
})

test('leaks an interval after awaits', async () => {
  await Promise.resolve()
  setInterval(idle, 1002)
})

test('leaks a server', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
})
