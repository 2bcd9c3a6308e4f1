import { AsyncLocalStorage, AsyncResource, createHook, executionAsyncId } from 'node:async_hooks'
import { readFile } from 'node:fs'
import process from 'node:process'
import { runInNewContext } from 'node:vm'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createHandleHook, type HandleHook } from '../../../harness/platform/handle-hook.ts'
import { called } from './called.ts'
import { findPromiseIds } from './find-promise-ids.ts'
import { observeOrdinarily } from './observe-ordinarily.ts'

function record(): { hook: HandleHook; types: string[] } {
  const types: string[] = []
  const hook = createHandleHook({ init: (_asyncId, type) => void types.push(type) })
  onTestFinished(() => hook.disable())
  return { hook, types }
}

test('an ordinary hook sees what it always does, before, while and after this one is enabled', async () => {
  const expected = await observeOrdinarily()
  expect(expected.filter((event) => event.includes('PROMISE')).length).toBeGreaterThan(3)
  const { hook } = record()
  hook.enable()
  expect(await observeOrdinarily()).toEqual(expected)
  hook.disable()
  expect(await observeOrdinarily()).toEqual(expected)
})

test('a storage keeps its store when this one is enabled and disabled', async () => {
  const { hook, types } = record()
  const storage = new AsyncLocalStorage<string>()
  await storage.run('the store', async () => {
    for (const toggle of [hook.enable, hook.disable]) {
      toggle()
      await Promise.resolve()
      await called((callback) => setTimeout(callback, 0))
      expect(storage.getStore()).toBe('the store')
    }
  })
  storage.disable()
  expect(types).toContain('Timeout')
  expect(types).not.toContain('PROMISE')
})

test('a storage that begins when this one is enabled keeps its store, and this one its sight', async () => {
  const { hook, types } = record()
  hook.enable()
  const storage = new AsyncLocalStorage<string>()
  await storage.run('the store', async () => {
    await Promise.resolve()
    await called((callback) => setTimeout(callback, 0))
    expect(storage.getStore()).toBe('the store')
  })
  storage.disable()
  await called((callback) => setImmediate(callback))
  hook.disable()
  expect(types).toEqual(expect.arrayContaining(['Timeout', 'Immediate']))
  expect(types).not.toContain('PROMISE')
})

test('promises are unhooked again when the other is disabled and this one is enabled anew', async () => {
  const { hook } = record()
  hook.enable()
  const other = createHook({ init: () => {}, destroy: () => {} }).enable()
  const [first, second] = await findPromiseIds()
  expect(second).not.toBe(first)
  other.disable()
  hook.disable()
  hook.enable()
  // The switch is thrown between two jobs.
  await Promise.resolve()
  const [third, fourth] = await findPromiseIds()
  expect(fourth).toBe(third)
})

describe('in any order', () => {
  /** A generator of numbers in [0, 1), the same ones for the same seed. */
  function createRandom(seed: number): () => number {
    let state = seed
    return () => {
      state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
      return state / 2 ** 32
    }
  }

  test.each(Array.from({ length: 40 }, (_, index) => index + 1))(
    'hooks of both kinds see what is theirs: seed %i',
    async (seed) => {
      const random = createRandom(seed)
      const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T
      const expected = await observeOrdinarily()

      const handleTypes: string[][] = [[], []]
      const handleHooks = handleTypes.map((types) =>
        createHandleHook({
          init: (_asyncId, type) => void types.push(type),
          before: (asyncId) => expect(executionAsyncId()).toBe(asyncId),
        }),
      )
      const otherTypes: string[][] = [[], []]
      const otherHooks = otherTypes.map((types, index) =>
        createHook({
          init: (_asyncId, type) => void types.push(type),
          ...(index === 0 ? { destroy: () => {} } : { before: () => {}, after: () => {} }),
        }),
      )
      const hooks = [...handleHooks, ...otherHooks]
      const types = [...handleTypes, ...otherTypes]
      const enabled = [false, false, false, false]
      const storage = new AsyncLocalStorage<number>()
      const toggle = (): void => {
        const index = pick([0, 1, 2, 3])
        if (random() < 0.2) storage.disable()
        if (enabled[index] === true) hooks[index]?.disable()
        else hooks[index]?.enable()
        enabled[index] = !(enabled[index] ?? false)
      }
      const places: (() => Promise<unknown>)[] = [
        async () => toggle(),
        () =>
          called((callback) =>
            setTimeout(() => {
              toggle()
              callback()
            }, 0),
          ),
        () =>
          called((callback) =>
            setImmediate(() => {
              toggle()
              callback()
            }),
          ),
        () =>
          called((callback) =>
            process.nextTick(() => {
              toggle()
              callback()
            }),
          ),
        () =>
          called((callback) =>
            queueMicrotask(() => {
              toggle()
              callback()
            }),
          ),
        () =>
          called((callback) =>
            readFile('/', () => {
              toggle()
              callback()
            }),
          ),
        async () => new AsyncResource('Task').runInAsyncScope(toggle),
        async () => {
          await Promise.resolve()
          toggle()
          await Promise.resolve()
        },
        () => storage.run(seed, async () => toggle()),
        () => runInNewContext('(async () => { await Promise.resolve(); toggle() })()', { toggle }),
      ]

      for (let step = 0; step < 12; step++) {
        await pick(places)()
        for (const seen of types) seen.length = 0
        await storage.run(step, async () => {
          await Promise.resolve()
          await called((callback) => setTimeout(callback, 0))
          expect(storage.getStore()).toBe(step)
        })
        const task = new AsyncResource('Task')
        expect(task.runInAsyncScope(executionAsyncId)).toBe(task.asyncId())
        for (const [index, seen] of types.entries()) {
          const wanted = ['Timeout', 'Task', ...(index < 2 ? [] : ['PROMISE'])]
          const found = ['Timeout', 'Task', 'PROMISE'].filter((type) => seen.includes(type))
          expect({ index, found }).toEqual({ index, found: enabled[index] === true ? wanted : [] })
        }
      }

      for (const hook of hooks) hook.disable()
      storage.disable()
      await called((callback) => setImmediate(callback))
      const [first, second] = await findPromiseIds()
      expect(second).toBe(first)
      expect(await observeOrdinarily()).toEqual(expected)
    },
  )
})
