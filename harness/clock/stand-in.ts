import { standFor } from '../platform/patch.ts'
import type { Trace } from './trace.ts'
import { type EventSource, MergedEvents } from './event-source.ts'
import type { TimeSource } from './time-source.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

interface Installed {
  time: TimeSource | undefined
  trace: Trace | undefined
  events: EventSource | undefined
  tracer: TimerTracer | undefined
  inTimerContext: TimerContext | undefined
}

interface TimerRequest {
  called: Function | undefined
  site: Error | undefined
  isOurs: boolean
}

/**
 * Says how many frames of the stack are worth keeping of a call that makes a timer: none, or as many
 * as it returns, from the caller on.
 */
export type TimerTracer = (maker: TimerMaker, delay: unknown) => number

/** Makes a timer whose whole stack is kept: in a context of its own, or otherwise around the call. */
export type TimerContext = (makeTimer: () => unknown) => unknown

/** A stand-in that makes a timer: which argument is the delay, and whether it fires again and again. */
export interface TimerMaker {
  /** Absent for an immediate. */
  readonly delayAt?: number
  readonly repeats?: boolean
}

// Global, since stand-ins stay for good in the hands of whoever captured them, and follow whichever
// clock is installed when they are called. Only the functions of this file change it.
const current: Installed = {
  time: undefined,
  trace: undefined,
  events: undefined,
  tracer: undefined,
  inTimerContext: undefined,
}
const attached: { sources: readonly EventSource[] } = { sources: [] }
const currentRequest: TimerRequest = { called: undefined, site: undefined, isOurs: false }

/**
 * The installed clock, while there is one: its time, and where it was created; what else happens in
 * virtual time, whichever clock is installed; and who traces real timers.
 */
export const installed: Readonly<Installed> = current

/**
 * The stand-in, if any, at whose call a native timer is being made, rather than for Node's own ends
 * or by a runner that has kept the native function from before; who called it, where somebody traces
 * timers; and whether it is made by the harness itself, for its own waiting.
 */
export const request: Readonly<TimerRequest> = currentRequest

/** Has every stand-in follow `time` until the returned function is called. */
export function installTime(time: TimeSource, trace?: Trace): () => void {
  for (const source of attached.sources) source.endForgotten?.()
  current.time = time
  current.trace = trace
  return () => {
    current.time = undefined
    current.trace = undefined
  }
}

/** Has whichever clock is installed run `events` in order with its timers, until the returned function is called. */
export function installEvents(events: EventSource): () => void {
  setSources([...attached.sources, events])
  return () => setSources(attached.sources.filter((source) => source !== events))
}

function setSources(all: readonly EventSource[]): void {
  attached.sources = all
  current.events = all.length > 1 ? new MergedEvents(all) : all[0]
}

/**
 * Has stand-ins capture who called them, until the returned function is called. They do so and not
 * who hears of the timer from Node: each frame in between would cost as much as one that is kept.
 */
export function traceTimers(trace: TimerTracer, inTimerContext?: TimerContext): () => void {
  current.tracer = trace
  current.inTimerContext = inTimerContext
  return () => {
    if (current.tracer !== trace) return
    current.tracer = undefined
    current.inTimerContext = undefined
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
 * @param virtual does it under the clock; it may leave a call to `native`, for a bad argument say
 * @param maker of what makes a timer, which {@link request} is to tell
 */
export function standIn<F extends (...args: never[]) => unknown>(
  native: F,
  virtual: (time: TimeSource, args: Parameters<F>, self: unknown) => unknown,
  maker?: TimerMaker,
): F {
  function followClock(this: unknown, ...args: Parameters<F>): unknown {
    const { time } = installed
    return time === undefined ? Reflect.apply(native, this, args) : virtual(time, args, this)
  }
  if (maker === undefined) return standFor(followClock, native)

  const timerMaker = maker
  const { delayAt } = timerMaker
  function follow(this: unknown, ...args: Parameters<F>): unknown {
    const { time, tracer, inTimerContext } = installed
    if (time !== undefined) return virtual(time, args, this)
    // Within a call, a browser's function calls Node's: that is not who asked.
    const isAsked = !currentRequest.isOurs && currentRequest.site === undefined
    const delay = delayAt === undefined ? undefined : args[delayAt]
    const frames = isAsked && tracer !== undefined ? tracer(timerMaker, delay) : 0
    if (frames > 0) {
      // Written out, and not a function: its frame would cost as much as the caller's.
      const limit = Error.stackTraceLimit
      Error.stackTraceLimit = frames + 1
      currentRequest.site = new Error('opened here')
      Error.stackTraceLimit = limit
    }
    currentRequest.called = follow
    try {
      // A single frame is kept where a thousand timers are set: those are to cost nothing more.
      if (frames > 1 && inTimerContext !== undefined)
        return inTimerContext(() => Reflect.apply(native, this, args))
      return Reflect.apply(native, this, args)
    } finally {
      currentRequest.called = undefined
      currentRequest.site = undefined
    }
  }
  return standFor(follow, native)
}
