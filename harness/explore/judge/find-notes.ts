import { findExecutionId } from '../../platform/async-context.ts'
import { findAsyncWrap } from '../../platform/async-wrap.ts'
import type { BoundaryMode } from '../../platform/promise-hooks.ts'
import { SwitchedHook } from '../../platform/switched-hook.ts'
import type { Pace } from '../run/world.ts'

/** What makes an exploration coarser or slower than it could be, a sentence each. */
export async function findNotes(boundaryMode: BoundaryMode, pace: Pace): Promise<string[]> {
  const notes: string[] = []
  if (boundaryMode === 'microtask-hops') {
    notes.push(
      'This runtime has no promise hooks: moments were found by counting microtasks, which is coarser.',
    )
  } else if (pace === 'in-turns') {
    notes.push(
      'The subject posts messages, so schedules ran in turns of the event loop, which is slower.',
    )
  }
  if (await areHooked()) {
    notes.push(
      'An async hook tracks every promise, as with `--detect-async-leaks`: exploring is many times slower. Turn it off for this file.',
    )
  }
  return notes
}

/** Whether somebody's async hook tracks promises: then their continuations have ids. */
async function areHooked(): Promise<boolean> {
  const id = await Promise.resolve().then(() => findExecutionId())
  if (id === 0) return false
  // They have ids beside the guard, too, whose hooks look at no promise and cost next to nothing.
  const wrap = findAsyncWrap()
  return wrap === undefined || SwitchedHook.areOthersEnabled(wrap)
}
