import { promisify } from 'node:util'
import { clampDelay } from './clamp-delay.ts'
import { promiseFunctions } from './promise-functions.ts'
import { real, type RealTime } from '../platform/real-time.ts'
import { nativeOf, standFor } from '../platform/patch.ts'
import { installed, standIn } from './stand-in.ts'
import { VirtualTimer } from './virtual-timer.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

type TimerFunctions = Record<TimerFunction, (...args: never[]) => unknown>

/** The stand-ins for the functions that `node:timers` exports. */
export const timerFunctions: TimerFunctions = createTimerFunctions(real)

/**
 * The stand-ins for the global functions. These are the same, but in a `vm` context, whose global
 * object can be a browser's: what its functions do while no clock is installed stays theirs.
 */
export const globalTimerFunctions: TimerFunctions =
  nativeOf(globalThis, 'setTimeout') === real.setTimeout
    ? timerFunctions
    : createTimerFunctions({
        setTimeout: nativeOf(globalThis, 'setTimeout'),
        clearTimeout: nativeOf(globalThis, 'clearTimeout'),
        setInterval: nativeOf(globalThis, 'setInterval'),
        clearInterval: nativeOf(globalThis, 'clearInterval'),
        setImmediate: nativeOf(globalThis, 'setImmediate'),
        clearImmediate: nativeOf(globalThis, 'clearImmediate'),
      })

function createTimerFunctions(natives: Pick<RealTime, TimerFunction>): TimerFunctions {
  return {
    setTimeout: promisified(
      starter(asFunction(natives.setTimeout), 'setTimeout', 'timeout'),
      promiseFunctions.setTimeout,
    ),
    clearTimeout: clearer(natives.clearTimeout),
    setInterval: starter(asFunction(natives.setInterval), 'setInterval', 'interval'),
    clearInterval: clearer(natives.clearInterval),
    setImmediate: promisified(
      standIn(
        asFunction(natives.setImmediate),
        ({ timers }, [callback, ...args]) =>
          typeof callback === 'function'
            ? timers.addImmediate({
                kind: 'immediate',
                api: 'setImmediate',
                callback: callback as Callback,
                args,
                delayMs: 0,
              })
            : asFunction(natives.setImmediate)(callback),
        {},
      ),
      promiseFunctions.setImmediate,
    ),
    clearImmediate: clearer(natives.clearImmediate),
  }
}

type TimerFunction =
  | 'setTimeout'
  | 'clearTimeout'
  | 'setInterval'
  | 'clearInterval'
  | 'setImmediate'
  | 'clearImmediate'

type Callback = (this: unknown, ...args: unknown[]) => unknown
type AnyFunction = (...args: unknown[]) => unknown

function starter(
  native: AnyFunction,
  api: 'setTimeout' | 'setInterval',
  kind: 'timeout' | 'interval',
): AnyFunction {
  return standIn(
    native,
    ({ timers }, [callback, delay, ...args]) =>
      typeof callback === 'function'
        ? (installed.events?.createTimer(callback, delay) ??
          timers.add({
            kind,
            api,
            callback: callback as Callback,
            args,
            delayMs: clampDelay(delay),
          }))
        : // Node's own error for a callback that is none.
          native(callback),
    { delayAt: 1, repeats: kind === 'interval' },
  )
}

/** Clears both worlds' timers, whichever clock is installed: a handle may outlive its clock. */
function clearer(native: (handle?: never) => void): AnyFunction {
  function clear(this: unknown, handle: unknown): void {
    if (handle instanceof VirtualTimer) {
      handle.close()
      return
    }
    const numbered = installed.time?.timers.findByNumber(handle)
    if (numbered === undefined) native(handle as never)
    else numbered.close()
  }
  return standFor(clear, asFunction(native))
}

/** What `promisify()` makes of the function is its twin in `timers/promises`. */
function promisified(fn: AnyFunction, twin: unknown): AnyFunction {
  return Object.defineProperty(fn, promisify.custom, { enumerable: true, get: () => twin })
}

function asFunction(fn: unknown): AnyFunction {
  return fn as AnyFunction
}
