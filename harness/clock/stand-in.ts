import { standFor } from '../platform/patch.ts'
import type { Trace } from './trace.ts'
import type { EventSource } from './event-source.ts'
import type { TimeSource } from './time-source.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

interface Installed {
  time: TimeSource | undefined
  trace: Trace | undefined
  events: EventSource | undefined
}

interface TimerRequest {
  called: Function | undefined
  isOurs: boolean
}

// Global, since stand-ins stay for good in the hands of whoever captured them, and follow whichever
// clock is installed when they are called. Only the functions of this file change it.
const current: Installed = { time: undefined, trace: undefined, events: undefined }
const currentRequest: TimerRequest = { called: undefined, isOurs: false }

/**
 * The installed clock, while there is one: its time, and where it was created; and what else happens
 * in virtual time, whichever clock is installed.
 */
export const installed: Readonly<Installed> = current

/**
 * The stand-in, if any, at whose call a native timer is being made, rather than for Node's own ends
 * or by a runner that has kept the native function from before; and whether it is made by the
 * harness itself, for its own waiting.
 */
export const request: Readonly<TimerRequest> = currentRequest

/** Has every stand-in follow `time` until the returned function is called. */
export function installTime(time: TimeSource, trace?: Trace): () => void {
  current.time = time
  current.trace = trace
  return () => {
    current.time = undefined
    current.trace = undefined
  }
}

/** Has whichever clock is installed run `events` in order with its timers, until the returned function is called. */
export function installEvents(events: EventSource): () => void {
  current.events = events
  return () => {
    if (current.events === events) current.events = undefined
  }
}

/** Has recorders take what `action` makes in its turn for the harness's own. */
export function makeOwn<T>(action: () => T): T {
  const outer = currentRequest.isOurs
  currentRequest.isOurs = true
  try {
    return action()
  } finally {
    currentRequest.isOurs = outer
  }
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
    currentRequest.called = follow
    try {
      return Reflect.apply(native, this, args)
    } finally {
      currentRequest.called = undefined
    }
  }
  return standFor(follow, native)
}
