/**
 * @touches `v8.promiseHooks`
 * @test a hook is set and removed (`findBoundaryMode()`); Bun's throws
 * @fallback the explorer counts microtasks instead; hangs are reported without their promises
 */
import { promiseHooks } from 'node:v8'
import { createStamp } from './create-stamp.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** How jobs are told apart: each one, or by counting microtask hops after a macrotask. */
export type BoundaryMode = 'promise-hooks' | 'microtask-hops'

/** Finds out whether the engine tells of promises. */
export function findBoundaryMode(): BoundaryMode {
  try {
    const unhook = promiseHooks.onBefore(() => {}) as () => void
    unhook()
    return 'promise-hooks'
  } catch {
    return 'microtask-hops'
  }
}

/** What the engine calls in the life of every promise. None may throw. */
export interface PromiseHookCallbacks {
  /** A promise was made, by a reaction to `parent` where it has one. */
  readonly init?: (promise: object, parent?: object) => void
  /** A continuation is about to run. */
  readonly before?: (promise: object) => void
  /** A continuation has run. */
  readonly after?: (promise: object) => void
  /** A promise was resolved or rejected. */
  readonly settled?: (promise: object) => void
}

/** Hooks every promise of the process until the returned function is called. */
export function hookPromises(callbacks: PromiseHookCallbacks): () => void {
  const stop: unknown = promiseHooks.createHook(callbacks)
  return stop as () => void
}

const stamp = createStamp<unknown>()

/** What was current when a promise was made, if promises were stamped then. */
export function readStamp(promise: object): unknown {
  return stamp.read(promise)
}

/**
 * Marks every promise, as it is made, with what is current then, and makes that current again
 * before its continuations run; for a promise that was made earlier, `undefined`.
 *
 * @returns ends it
 */
export function stampPromises<V>(
  getCurrent: () => V | undefined,
  setCurrent: (value: V | undefined) => void,
): () => void {
  return hookPromises({
    init: (promise) => {
      const value = getCurrent()
      if (value !== undefined) stamp.write(promise, value)
    },
    before: (promise) => {
      setCurrent(stamp.read(promise) as V | undefined)
    },
  })
}
