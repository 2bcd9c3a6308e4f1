/**
 * @touches `process.nextTick()` and `queueMicrotask()`, replaced while jobs are watched
 * @test promise hooks are tried first (`promise-hooks.ts`)
 * @fallback continuations are not reported: the explorer counts microtasks
 */
import process from 'node:process'
import { createSurface, imitate, patch, type Surface } from './patch.ts'
import { createStamp } from './create-stamp.ts'
import { type BoundaryMode, hookPromises, type PromiseHookCallbacks } from './promise-hooks.ts'
import { isCalledByNode } from './is-called-by-node.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** What a step of a schedule is: a macrotask, or one job that the engine or Node runs for the subject. */
export type StepKind =
  | 'start'
  | 'begun'
  | 'idle'
  | 'timer'
  | 'immediate'
  | 'network'
  | 'await'
  | 'microtask'
  | 'tick'
  | 'hop'
  | 'end'

/** Told of every job right before it runs. */
export interface JobListener {
  /** A continuation: of an `await`, a `then()`, a thenable. */
  onContinuation(promise: object): void
  /** @returns false where it is not to run at all */
  onJob(kind: 'microtask' | 'tick'): boolean | void
  /**
   * Takes what a job throws, which would otherwise leave Node's own loop over its jobs. Default: it is
   * thrown.
   */
  onError?(error: unknown): void
  /** A job of this kind is being scheduled. */
  onSchedule?(kind: 'microtask' | 'tick'): void
  /** A promise has been made. Only while tracing. */
  onPromise?(promise: object): void
}

/** Which jobs are told of. */
export interface JobOptions {
  /**
   * Whether those that Node's own JavaScript has asked for are left aside: the ticks of streams and
   * sockets, of which there are hundreds for one request. Default: all are told of.
   */
  readonly skipsNodes?: boolean
}

/**
 * Tells `listener` of every job in the process, until the returned function is called.
 *
 * No job is reordered: the listener runs where another job in the queue could have run.
 */
export function watchJobs(
  listener: JobListener,
  mode: BoundaryMode,
  { skipsNodes = false }: JobOptions = {},
): () => void {
  const unpatch = patch([
    // A test runner may have put another object in the place of the global one.
    ...[...new Set([process, globalThis.process])].map((target) =>
      wrapScheduler(target, 'nextTick', 'tick', listener, skipsNodes),
    ),
    wrapScheduler(globalThis, 'queueMicrotask', 'microtask', listener, skipsNodes),
  ])
  if (mode === 'microtask-hops') return unpatch
  const unhook = hookPromises(
    skipsNodes
      ? createUserHooks(listener)
      : { before: (promise) => listener.onContinuation(promise) },
  )
  return () => {
    unhook()
    unpatch()
  }
}

const madeByNode = createStamp<true>()

/** Tells of the continuations of promises that were not made by Node's own JavaScript. */
function createUserHooks(listener: JobListener): PromiseHookCallbacks {
  const init = (promise: object): void => {
    if (isCalledByNode(init)) madeByNode.write(promise, true)
  }
  return {
    init,
    before: (promise) => {
      if (madeByNode.read(promise) === undefined) listener.onContinuation(promise)
    },
  }
}

/** Tells `listener` of every promise that is made: some microseconds each, where the listener looks at the stack. */
export function watchPromises(listener: JobListener): () => void {
  return hookPromises({ init: (promise) => listener.onPromise?.(promise) })
}

type Schedule = (callback: (...args: unknown[]) => unknown, ...args: unknown[]) => void

/** Promise hooks do not see what is scheduled without a promise. */
function wrapScheduler(
  target: object,
  key: 'nextTick' | 'queueMicrotask',
  kind: 'microtask' | 'tick',
  listener: JobListener,
  skipsNodes: boolean,
): Surface {
  const native = Reflect.get(target, key) as Schedule
  const schedule: Schedule = function schedule(this: unknown, callback, ...args) {
    // Node's own error for a callback that is none.
    if (typeof callback !== 'function') return Reflect.apply(native, this, [callback, ...args])
    listener.onSchedule?.(kind)
    const isCounted = !skipsNodes || !isCalledByNode(replacement)
    return Reflect.apply(native, this, [
      function job(this: unknown, ...given: unknown[]): unknown {
        if (isCounted && listener.onJob(kind) === false) return undefined
        if (listener.onError === undefined) return Reflect.apply(callback, this, given)
        try {
          return Reflect.apply(callback, this, given)
        } catch (error) {
          listener.onError(error)
          return undefined
        }
      },
      ...args,
    ])
  }
  const replacement = imitate(schedule, native)
  return createSurface(target, key, replacement)
}
