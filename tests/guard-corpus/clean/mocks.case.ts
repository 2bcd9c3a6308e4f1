// @case {"note":"vi.mock, vi.hoisted, spies on timers, stubs, inline snapshots"}
import { readFile } from 'node:fs/promises'
import { afterEach, expect, test, vi } from 'vitest'

const { answer } = vi.hoisted(() => ({ answer: 42 }))
vi.mock('../support/pause.ts', () => ({ pause: async () => 'mocked' }))

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

test('mocks a module', async () => {
  const { pause } = await import('../support/pause.ts')
  expect(await pause(30_000)).toBe('mocked')
})

test('spies on a timer', () => {
  const spy = vi.spyOn(globalThis, 'setTimeout')
  clearTimeout(setTimeout(() => {}, 1000))
  expect(spy).toHaveBeenCalledOnce()
})

test('stubs a global', () => {
  vi.stubGlobal('setInterval', () => 7)
  expect(setInterval(() => {}, 1000)).toBe(7)
})

test('snapshots', async () => {
  expect({ answer }).toMatchInlineSnapshot(`
    {
      "answer": 42,
    }
  `)
  expect(await vi.importActual('../support/pause.ts')).toHaveProperty('pause')
  expect(readFile).toBeTypeOf('function')
})
