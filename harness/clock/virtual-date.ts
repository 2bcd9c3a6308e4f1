import { real } from '../platform/real-time.ts'
import { standFor } from '../platform/patch.ts'
import { installed, standIn } from './stand-in.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

const NativeDate = real.Date

/**
 * The stand-in for the `Date` constructor. It shares the prototype of the native one, so each is
 * `instanceof` the other, and what either makes is a plain native date.
 */
export const VirtualDate: DateConstructor = createDate()

function createDate(): DateConstructor {
  function date(...args: unknown[]): unknown {
    const nowMs = installed.time?.timers.nowMs
    if (new.target === undefined) {
      return nowMs === undefined ? NativeDate() : new NativeDate(nowMs).toString()
    }
    const parts = nowMs !== undefined && args.length === 0 ? [nowMs] : args
    // The prototype is that of whoever was called with `new`: a subclass gets its own.
    return Reflect.construct(NativeDate, parts, new.target)
  }
  const now = standIn(NativeDate.now, ({ timers }) => timers.nowMs)
  Object.defineProperties(date, {
    ...Object.getOwnPropertyDescriptors(NativeDate),
    now: { value: now, writable: true, enumerable: false, configurable: true },
  })
  return standFor(date, NativeDate)
}
