import { imitate } from './real-time.ts'
import type { Trace } from './trace.ts'
import type { VirtualTime } from './virtual-time.ts'

/** The installed clock, while there is one: its time, and where it was created. */
export const installed: { time: VirtualTime | undefined; trace: Trace | undefined } = {
  time: undefined,
  trace: undefined,
}

/**
 * A function for good in the place of `native`: it follows the clock while one is installed, and
 * is the native one otherwise.
 *
 * @param virtual does it under the clock; it may leave a call to `native`, for a bad argument say
 */
export function standIn<F extends (...args: never[]) => unknown>(
  native: F,
  virtual: (time: VirtualTime, args: Parameters<F>, self: unknown) => unknown,
): F {
  function follow(this: unknown, ...args: Parameters<F>): unknown {
    const { time } = installed
    return time === undefined ? Reflect.apply(native, this, args) : virtual(time, args, this)
  }
  return imitate(follow, native)
}
