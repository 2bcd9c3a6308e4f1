import { createHook } from 'node:async_hooks'
import process from 'node:process'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { findAsyncWrap } from '../../../harness/platform/async-wrap.ts'
import { called } from './called.ts'

const inner = process as unknown as { binding(name: string): object }
const wrap = findAsyncWrap()

afterEach(() => {
  vi.restoreAllMocks()
  delete process.noDeprecation
})

describe('the inner side of async hooks', () => {
  test.each([
    [
      'withdrawn',
      () => {
        throw new Error('No such module: async_wrap')
      },
    ],
    ['of another shape', () => ({ setPromiseHooks: () => {} })],
    ['absent', () => undefined],
  ])('is not found where it is %s', (_state, find) => {
    vi.spyOn(inner, 'binding').mockImplementation(find as () => object)
    expect(findAsyncWrap()).toBeUndefined()
    expect('noDeprecation' in process).toBe(false)
  })

  test('is asked for without a warning of deprecation, which others still get', async () => {
    const warnings: Error[] = []
    const note = (warning: Error): void => void warnings.push(warning)
    process.on('warning', note)
    process.noDeprecation = false
    findAsyncWrap()
    await called((callback) => setImmediate(callback))
    expect(warnings).toEqual([])
    expect(process.noDeprecation).toBe(false)
    process.emitWarning('Old.', 'DeprecationWarning')
    await called((callback) => setImmediate(callback))
    process.off('warning', note)
    expect(warnings.map(({ message }) => message)).toEqual(['Old.'])
  })
})

describe.skipIf(wrap === undefined)('where it is found', () => {
  test('it counts the callbacks of the hooks that are enabled', () => {
    const before = wrap?.countCallbacks() ?? Number.NaN
    const hook = createHook({ init: () => {}, before: () => {}, destroy: () => {} }).enable()
    const during = wrap?.countCallbacks()
    hook.disable()
    expect({ during, after: wrap?.countCallbacks() }).toEqual({ during: before + 3, after: before })
  })
})
