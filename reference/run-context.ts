import { AsyncLocalStorage } from 'node:async_hooks'

/** One run of one task. Both fields are cleared when it ends, so that what it left behind holds nothing. */
interface Run {
  task: object | undefined
  outer: Run | undefined
}

const current = new AsyncLocalStorage<Run>()
let inFlight = 0

/**
 * Runs `work` so that {@link isInsideRun} knows every call made from it, also after an `await`,
 * in a helper or in a callback, for as long as the run lasts.
 *
 * The async context is the only sound way to know: a flag is right in the synchronous part of the
 * work only, and an async stack trace does not see a promise that is awaited later. It errs on the
 * safe side: what the work starts and does not await counts as inside too, until the run has ended.
 *
 * Async contexts are free on Node >= 24. Before, they make every promise of the process slower by
 * one or two tenths of a microsecond; so they are on only while a run is in flight.
 *
 * @throws what `work` throws or rejects with.
 */
export async function runInside<T>(task: object, work: () => T): Promise<Awaited<T>> {
  const run: Run = { task, outer: current.getStore() }
  inFlight += 1
  try {
    return await current.run(run, work)
  } finally {
    run.task = undefined
    run.outer = undefined
    inFlight -= 1
    if (inFlight === 0) current.disable()
  }
}

/** Whether the caller is inside a run of `task` that has not ended, or inside a run within such a run. */
export function isInsideRun(task: object): boolean {
  for (let run = current.getStore(); run !== undefined; run = run.outer) {
    if (run.task === task) return true
  }
  return false
}
