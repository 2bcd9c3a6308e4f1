import { afterEach, expect, test, vi } from 'vitest'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.doUnmock('node:async_hooks')
  vi.resetModules()
})

test('recordHandles() says so where async hooks tell nothing', async () => {
  vi.resetModules()
  vi.doMock(import('node:async_hooks'), async (importOriginal) => ({
    ...(await importOriginal()),
    createHook: () => {
      const hook = { enable: () => hook, disable: () => hook }
      return hook
    },
  }))
  vi.stubGlobal('process', { ...process, versions: { ...process.versions, bun: '1.4.5' } })
  const { recordHandles } = await import('../../../harness/handles/record-handles.ts')
  expect(() => recordHandles()).toThrow(
    new Error(
      'recordHandles() can do nothing here: Bun 1.4.5 does not tell of the handles that are opened; find them on Node 20.19 or newer',
    ),
  )
})
