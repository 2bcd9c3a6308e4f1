// @case {"note":"import() in a test, of a sibling, of a built-in, of a dependency, un-awaited too"}
import { expect, test, vi } from 'vitest'

test('a sibling', async () => {
  const { scratchFile } = await import('../support/scratch.ts')
  expect(scratchFile).toBeTypeOf('function')
})

test('a built-in and a dependency', async () => {
  const { createServer } = await import('node:http')
  const { startPolling } = await import('corpus-poller')
  expect([typeof createServer, typeof startPolling]).toEqual(['function', 'function'])
})

test('not awaited', () => {
  void import('../support/port-of.ts')
  expect(1).toBe(1)
})

test('again, after a reset', async () => {
  vi.resetModules()
  const { pause } = await import('../support/pause.ts')
  await pause(1)
  expect(pause).toBeTypeOf('function')
})
