import type { createHook } from 'node:async_hooks'
import process from 'node:process'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { createHandleHook } from '../../../harness/platform/handle-hook.ts'
import { called } from './called.ts'
import { findPromiseIds } from './find-promise-ids.ts'

let createFallback: typeof createHandleHook

beforeEach(async () => {
  vi.resetModules()
  vi.doMock(import('node:async_hooks'), async (importOriginal) => {
    const original = await importOriginal()
    return {
      ...original,
      // Knows no option, has no inner side, and is an ordinary hook.
      createHook: ({ init, before }: Parameters<typeof createHook>[0]) => {
        const hook = original.createHook({ ...(init && { init }), ...(before && { before }) })
        return { enable: () => hook.enable(), disable: () => hook.disable() }
      },
    }
  })
  vi.spyOn(
    process as { binding?: unknown } as { binding(): unknown },
    'binding',
  ).mockImplementation(() => {
    throw new Error('No such module: async_wrap')
  })
  const module = await import('../../../harness/platform/handle-hook.ts')
  createFallback = module.createHandleHook
})

afterEach(() => {
  vi.doUnmock('node:async_hooks')
  vi.restoreAllMocks()
  vi.resetModules()
})

test('the hook says so, and tells of the same things', async () => {
  const types: string[] = []
  const hook = createFallback({ init: (_asyncId, type) => void types.push(type) })
  expect(hook.tracksPromises).toBe(true)
  hook.enable()
  const [first, second] = await findPromiseIds()
  expect(second).not.toBe(first)
  await called((callback) => setTimeout(callback, 0))
  hook.disable()
  expect(types).toContain('Timeout')
  expect(types).not.toContain('PROMISE')
})

test('nothing stays enabled that was tried', async () => {
  createFallback({ init: () => {} })
  await called((callback) => setImmediate(callback))
  const [first, second] = await findPromiseIds()
  expect(second).toBe(first)
})
