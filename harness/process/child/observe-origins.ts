import { findExecutionResource } from '../../platform/async-context.ts'
import { createFullHook } from '../../platform/handle-hook.ts'
import { captureSite } from '../../stack/call-sites.ts'
import { findSignal } from './observe-signals.ts'
import { findStackFrames, type StackFrame } from '../../stack/stack-frame.ts'

/** Where something asynchronous began, and what it was begun by. */
interface Origin {
  site: Error | undefined
  cause: Origin | undefined
  /** The number of the signal that has set it off; 0 where none has. */
  nth: number
}

/** Of more, only the cause is noted: stacks take memory, and a program goes on for as long as it likes. */
const MAX_SITES = 20_000

const origins = new WeakMap<object, Origin>()
const handles = new Map<number, Origin>()
let captured = 0

/**
 * Notes what each asynchronous thing of the program was begun by: what a package opens later, in a turn
 * of its own, has none of the user's lines on its stack, and was set off by one all the same.
 */
export function observeOrigins(): void {
  createFullHook({
    init(asyncId, type, triggerId, resource: object) {
      // A connection that a server accepts begins in no callback of its own.
      const cause = origins.get(findExecutionResource()) ?? handles.get(triggerId)
      const hasRoom = captured < MAX_SITES
      if (hasRoom) captured += 1
      const origin = hasRoom ? { site: captureSite(), cause, nth: findSignal() } : cause
      if (origin === undefined) return
      origins.set(resource, origin)
      if (type.endsWith('WRAP') || type === 'Timeout' || type === 'WORKER') {
        handles.set(asyncId, origin)
      }
    },
    destroy(asyncId) {
      handles.delete(asyncId)
    },
  }).enable()
}

/** Whether a signal has set off the handle with this id; one of which nothing is known may be. */
export function isOfSignal(asyncId: number): boolean {
  return handles.get(asyncId)?.nth !== 0
}

/**
 * Finds the frames of what has set off the handle with this id, from a package's to the nearest of the
 * user's own code; none where there is no such line.
 */
export function findOriginFrames(asyncId: number): readonly StackFrame[] {
  for (let origin = handles.get(asyncId); origin !== undefined; origin = origin.cause) {
    const frames = origin.site === undefined ? [] : findStackFrames(origin.site)
    if (frames.some((frame) => frame.package === undefined)) return frames
  }
  return []
}
