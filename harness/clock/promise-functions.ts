import timersPromises from 'node:timers/promises'
import { nativeOf } from '../platform/patch.ts'
import { real } from '../platform/real-time.ts'
import { markWatching } from '../stack/script-owner.ts'
import { clampDelay } from './clamp-delay.ts'
import { standIn } from './stand-in.ts'
import type { TimerSource } from './time-source.ts'

markWatching(import.meta.url)

type AnyFunction = (...args: unknown[]) => unknown

const { scheduler } = timersPromises
const nativeTimeout = real.promises.setTimeout as AnyFunction
const nativeImmediate = real.promises.setImmediate as AnyFunction
const nativeInterval = real.promises.setInterval as unknown as AnyFunction
const nativeWait = nativeOf(scheduler, 'wait') as AnyFunction
const nativeYield = nativeOf(scheduler, 'yield') as AnyFunction

/** The stand-ins for what `node:timers/promises` exports. A bad argument is left to Node to refuse. */
export const promiseFunctions: {
  setTimeout: AnyFunction
  setImmediate: AnyFunction
  setInterval: AnyFunction
  /** The methods of the `scheduler` object. */
  wait: AnyFunction
  yield: AnyFunction
} = {
  setTimeout: standIn(
    nativeTimeout,
    ({ timers }, [delay, value, options = {}]) => {
      if (!isWaitOptions(options)) return nativeTimeout(delay, value, options)
      return waitFor(timers, 'timers/promises setTimeout', clampDelay(delay), value, options)
    },
    { delayAt: 0 },
  ),
  setImmediate: standIn(
    nativeImmediate,
    ({ timers }, [value, options = {}]) => {
      if (!isWaitOptions(options)) return nativeImmediate(value, options)
      return waitFor(timers, 'timers/promises setImmediate', 0, value, options)
    },
    {},
  ),
  setInterval: standIn(nativeInterval, ({ timers }, [delay, value, options = {}]) => {
    if (!isWaitOptions(options)) return nativeInterval(delay, value, options)
    return repeat(timers, delay, value, options)
  }),
  wait: standIn(
    nativeWait,
    ({ timers }, [delay, options = {}], self) => {
      if (self !== scheduler || !isWaitOptions(options)) {
        return Reflect.apply(nativeWait, self, [delay, options])
      }
      return waitFor(timers, 'scheduler.wait', clampDelay(delay), undefined, options)
    },
    { delayAt: 0 },
  ),
  yield: standIn(nativeYield, ({ timers }, _args, self) => {
    if (self !== scheduler) return Reflect.apply(nativeYield, self, [])
    return waitFor(timers, 'scheduler.yield', 0, undefined, {})
  }),
}

/** The options of the functions of `node:timers/promises`. */
interface WaitOptions {
  signal?: AbortSignal | undefined
  ref?: boolean | undefined
}

/** Whether Node would take these options. */
function isWaitOptions(options: unknown): options is WaitOptions {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) return false
  const { signal, ref } = options as Record<string, unknown>
  const isSignal = typeof signal === 'object' && signal !== null && 'aborted' in signal
  return (signal === undefined || isSignal) && (ref === undefined || typeof ref === 'boolean')
}

/** What Node rejects with when the signal of a wait aborts. */
function abortError(signal: AbortSignal | undefined): Error {
  const error = new Error('The operation was aborted', { cause: signal?.reason as unknown })
  return Object.assign(error, { name: 'AbortError', code: 'ABORT_ERR' })
}

/**
 * A promise of `value` after `delayMs`, or in the next immediate when that is 0.
 *
 * It settles in the very microtask in which Node's own does, which a subject's races may hang on.
 */
function waitFor(
  timers: TimerSource,
  api: string,
  delayMs: number,
  value: unknown,
  { signal, ref = true }: WaitOptions,
): Promise<unknown> {
  if (signal?.aborted === true) return Promise.reject(abortError(signal))
  let onAbort: (() => void) | undefined
  const promise = new Promise((resolve, reject) => {
    const request = { api, callback: resolve, args: [value], delayMs, hasRef: ref }
    const timer =
      delayMs === 0
        ? timers.addImmediate({ ...request, kind: 'immediate' })
        : timers.add({ ...request, kind: 'timeout' })
    if (signal === undefined) return
    onAbort = () => {
      timer.close()
      reject(abortError(signal))
    }
    signal.addEventListener('abort', onAbort)
    timer.onDiscard = () => stopListening(signal, onAbort)
  })
  if (signal === undefined) return promise
  // With a signal Node's promise takes one step more on either side of its clean-up.
  return promise
    .then((result) => result)
    .finally(() => stopListening(signal, onAbort))
    .then((result) => result)
}

/** Removes an abort listener, if there is one. */
function stopListening(signal: AbortSignal | undefined, listener?: () => void): void {
  if (listener !== undefined) signal?.removeEventListener('abort', listener)
}

/**
 * Yields `value` every `delay` until it is returned from or the signal aborts. As in Node, the
 * interval starts at the first `next()`, and ticks that nobody awaited are made up.
 */
async function* repeat(
  timers: TimerSource,
  delay: unknown,
  value: unknown,
  { signal, ref = true }: WaitOptions,
): AsyncGenerator<unknown, void> {
  if (isAborted(signal)) throw abortError(signal)
  let missed = 0
  let wake: ((outcome?: Promise<never>) => void) | undefined
  const rouse = (outcome?: Promise<never>): void => {
    wake?.(outcome)
    wake = undefined
  }
  const timer = timers.add({
    kind: 'interval',
    api: 'timers/promises setInterval',
    callback: () => {
      missed += 1
      rouse()
    },
    delayMs: clampDelay(delay),
    hasRef: ref,
  })
  const onAbort = (): void => {
    timer.close()
    if (wake !== undefined) rouse(Promise.reject(abortError(signal)))
  }
  signal?.addEventListener('abort', onAbort)
  timer.onDiscard = () => stopListening(signal, onAbort)
  try {
    while (!isAborted(signal)) {
      if (missed === 0) {
        await new Promise<unknown>((resolve) => {
          wake = resolve
        })
      }
      for (; missed > 0; missed -= 1) yield value
    }
    throw abortError(signal)
  } finally {
    timer.close()
    stopListening(signal, onAbort)
  }
}

/** A function, because the compiler would not see the signal change between two checks. */
function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted ?? false
}
