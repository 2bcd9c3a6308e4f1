import { promisify } from 'node:util'
import { clampDelay } from './clamp-delay.ts'
import { promiseFunctions } from './promise-functions.ts'
import { real } from '../platform/real-time.ts'
import { standFor } from '../platform/patch.ts'
import { installed, standIn } from './stand-in.ts'
import { VirtualTimer } from './virtual-timer.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** The stand-ins for the global timer functions, which `node:timers` exports too. */
export const timerFunctions: Record<TimerFunction, (...args: never[]) => unknown> = {
  setTimeout: promisified(starter('setTimeout', 'timeout'), promiseFunctions.setTimeout),
  clearTimeout: clearer(real.clearTimeout),
  setInterval: starter('setInterval', 'interval'),
  clearInterval: clearer(real.clearInterval),
  setImmediate: promisified(
    standIn(
      asFunction(real.setImmediate),
      ({ timers }, [callback, ...args]) =>
        typeof callback === 'function'
          ? timers.addImmediate({
              kind: 'immediate',
              api: 'setImmediate',
              callback: callback as Callback,
              args,
              delayMs: 0,
            })
          : asFunction(real.setImmediate)(callback),
      { isTimer: true },
    ),
    promiseFunctions.setImmediate,
  ),
  clearImmediate: clearer(real.clearImmediate),
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

function starter(api: 'setTimeout' | 'setInterval', kind: 'timeout' | 'interval'): AnyFunction {
  const native = asFunction(real[api])
  return standIn(
    native,
    ({ timers }, [callback, delay, ...args]) =>
      typeof callback === 'function'
        ? timers.add({
            kind,
            api,
            callback: callback as Callback,
            args,
            delayMs: clampDelay(delay),
          })
        : // Node's own error for a callback that is none.
          native(callback),
    { isTimer: true },
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
