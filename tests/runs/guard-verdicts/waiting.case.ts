import { createHook } from 'node:async_hooks'
import { open } from 'node:fs/promises'
import { afterAll, expect, test } from 'vitest'
import { idle } from './idle.ts'
import { startServer } from './start-server.ts'

let waits = 0
const hook = createHook({
  init: (_, type) => {
    if (type !== 'Timeout' && type !== 'Immediate') return
    const limit = Error.stackTraceLimit
    Error.stackTraceLimit = 20
    if (/vitest-shutdown\/dist\/harness\/handles\/settle/.test(new Error('made').stack ?? '')) {
      waits += 1
    }
    Error.stackTraceLimit = limit
  },
}).enable()

afterAll(() => {
  hook.disable()
})

test('is clean, with things opened and closed', async () => {
  clearTimeout(setTimeout(() => {}, 10_000))
  const file = await open('package.json')
  await file.close()
  process.on('SIGTERM', idle)
  process.off('SIGTERM', idle)
})

test('comes after a clean test that was not waited for', () => {
  expect(waits).toBe(0)
})

test('is clean, but is still closing', async () => {
  const server = await startServer()
  server.close()
})

test('comes after a suspect test that was waited for', () => {
  expect(waits).toBeGreaterThan(0)
})
