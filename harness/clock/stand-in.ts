import { standFor } from '../platform/patch.ts'
import type { Trace } from './trace.ts'
import type { TimeSource } from './time-source.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** The installed clock, while there is one: its time, and where it was created. */
export const installed: { time: TimeSource | undefined; trace: Trace | undefined } = {
  time: undefined,
  trace: undefined,
}

/**
 * Whether a native timer is being made at the request of whoever called a stand-in, rather than
 * for Node's own ends or by a runner that has kept the native function from before; and whether it
 * is made by the harness itself, for its own waiting.
 */
export const request: { isUnderWay: boolean; isOurs: boolean } = {
  isUnderWay: false,
  isOurs: false,
}

/**
 * A function for good in the place of `native`: it follows the clock while one is installed, and
 * is the native one otherwise.
 *
 * @param options.isTimer whether it makes a timer, which {@link request} is to tell
 * @param virtual does it under the clock; it may leave a call to `native`, for a bad argument say
 */
export function standIn<F extends (...args: never[]) => unknown>(
  native: F,
  virtual: (time: TimeSource, args: Parameters<F>, self: unknown) => unknown,
  { isTimer = false }: { isTimer?: boolean } = {},
): F {
  function follow(this: unknown, ...args: Parameters<F>): unknown {
    const { time } = installed
    if (time !== undefined) return virtual(time, args, this)
    if (!isTimer) return Reflect.apply(native, this, args)
    request.isUnderWay = true
    try {
      return Reflect.apply(native, this, args)
    } finally {
      request.isUnderWay = false
    }
  }
  return standFor(follow, native)
}
