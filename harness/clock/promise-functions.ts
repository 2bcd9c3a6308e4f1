import timersPromises from 'node:timers/promises'
import { clampDelay } from './clamp-delay.ts'
import { real } from '../platform/real-time.ts'
import { nativeOf } from '../platform/patch.ts'
import { standIn } from './stand-in.ts'
import { isWaitOptions, waitFor } from './wait-for.ts'
import { repeat } from './repeat.ts'
import { markWatching } from '../stack/script-owner.ts'

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
    { isTimer: true },
  ),
  setImmediate: standIn(
    nativeImmediate,
    ({ timers }, [value, options = {}]) => {
      if (!isWaitOptions(options)) return nativeImmediate(value, options)
      return waitFor(timers, 'timers/promises setImmediate', 0, value, options)
    },
    { isTimer: true },
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
    { isTimer: true },
  ),
  yield: standIn(nativeYield, ({ timers }, _args, self) => {
    if (self !== scheduler) return Reflect.apply(nativeYield, self, [])
    return waitFor(timers, 'scheduler.yield', 0, undefined, {})
  }),
}
