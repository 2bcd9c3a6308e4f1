import { executionAsyncId } from 'node:async_hooks'
import type { ExploreReport } from './explore-report.ts'

/** What makes an exploration coarser or slower than it could be, a sentence each. */
export async function findNotes({
  boundaryMode,
  pace,
}: Pick<ExploreReport, 'boundaryMode' | 'pace'>): Promise<string[]> {
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
  return (await Promise.resolve().then(() => executionAsyncId())) !== 0
}
