import type { ScheduleLog } from './schedule-log.ts'
import type { CleanupRecord, RunRecord } from './schedule-record.ts'
import { type WorkTimers, WORK_TIMER } from './schedule-timers.ts'

/** Runs the cleanup callback of one schedule, which takes a millisecond. */
export function runCleanup(
  { log, timers }: { readonly log: ScheduleLog; readonly timers: WorkTimers },
  run: RunRecord | undefined,
  cleanups: CleanupRecord[],
): Promise<void> {
  const started = log.add('cleanup started', { lane: 'cleanup', label: 'cleanup' })
  const cleanup: CleanupRecord = { started, run, ended: undefined }
  cleanups.push(cleanup)
  return new Promise((resolve) => {
    const callback = (): void => {
      cleanup.ended = log.add('cleanup ended', { lane: 'cleanup' })
      resolve()
    }
    timers.add({ kind: 'timeout', api: WORK_TIMER, callback, delayMs: 1 })
  })
}
