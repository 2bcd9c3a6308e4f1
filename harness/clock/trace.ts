import { captureBelow, STACK_FRAMES } from '../stack/call-sites.ts'
import { findUserFrame } from '../stack/user-frame.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** Where something was made. The stack is formatted only when it is read. */
export interface Trace {
  readonly stack?: string
}

/** Captures the stack of the caller. */
export function captureTrace(frames: number = STACK_FRAMES.trace): Trace {
  return captureBelow(captureTrace, frames)
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
