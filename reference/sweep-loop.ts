import { Interval } from './interval.ts'
import type { JobStore } from './job-store.ts'
import type { TaskScope } from './task-scope.ts'

/** What a {@link sweepLoop} does and how often. */
export interface Sweep {
  intervalMs: number
  onSweep: ((signal: AbortSignal) => unknown) | undefined
}

/**
 * The loop of an `AsyncTaskManager`, apart from it: a loop that held its own manager would keep it
 * from ever being collected (DROP-10). It ends when the last job has.
 */
export async function sweepLoop(scope: TaskScope, jobs: JobStore, sweep: Sweep): Promise<void> {
  const { onSweep } = sweep
  const interval = new Interval({ periodMs: sweep.intervalMs, missedTicks: 'skip' })
  const cancelJobs = (): void => jobs.cancelAll()
  scope.abort.addEventListener('abort', cancelJobs, { once: true })
  while (await interval.tick(scope.stop)) {
    await scope.run((signal) => {
      jobs.forgetExpired()
      return onSweep?.(signal)
    })
  }
  await jobs.settled()
  scope.abort.removeEventListener('abort', cancelJobs)
}
