import { findUserFrame } from '../stack/user-frame.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** Where something was made. The stack is formatted only when it is read. */
export interface Trace {
  readonly stack?: string
}

/** Enough to get from our own frames, through a library, to the user's. */
const FRAMES = 16

/** Captures the stack of the caller. */
export function captureTrace(frames: number = FRAMES): Trace {
  const trace: Trace = {}
  const limit = Error.stackTraceLimit
  // The limit is global: it is the user's again before any of the user's code runs.
  Error.stackTraceLimit = frames
  Error.captureStackTrace(trace, captureTrace)
  Error.stackTraceLimit = limit
  return trace
}

/** Adds `createdAt` and `stack` to a record, each worked out when it is first read. */
export function describeTrace<T extends object>(record: T, trace: Trace): T {
  return Object.defineProperties(record, {
    createdAt: lazy(() => findUserFrame(trace)),
    stack: lazy(() => trace.stack),
  })
}

function lazy(read: () => string | undefined): PropertyDescriptor {
  let known: [string | undefined] | undefined
  return { enumerable: true, get: () => (known ??= [read()])[0] }
}
