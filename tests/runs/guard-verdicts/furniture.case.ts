import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { beforeEach, expect, test, vi } from 'vitest'
import { keep } from 'vitest-shutdown'

let server: Server

beforeEach(() => {}, 60_000)

test('expect.poll', async () => {
  let count = 0
  await expect.poll(() => (count += 1), { interval: 1 }).toBeGreaterThan(3)
})

test('vi.waitFor', async () => {
  let count = 0
  await vi.waitFor(() => expect((count += 1)).toBeGreaterThan(3), { interval: 1 })
})

test('dynamic import', async () => {
  vi.resetModules()
  expect(await import('./idle.ts')).toHaveProperty('idle')
})

test('console output', () => {
  console.log('to stdout')
  console.error('to stderr')
  process.stdout.write('past the console\n')
})

test('a server that is kept', async () => {
  server = keep(createServer((_, response) => void response.end('hello')))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})

test('fetch() and the connection that it keeps', async () => {
  const { port } = server.address() as AddressInfo
  const response = await fetch(`http://127.0.0.1:${port}/`)
  expect(await response.text()).toBe('hello')
})

test('the end of that server', async () => {
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
})

test('AbortSignal.timeout', () => {
  expect(AbortSignal.timeout(10_000).aborted).toBe(false)
})

test('a long time limit', { timeout: 60_000 }, async () => {
  await Promise.resolve()
})
