import { findUserFrame } from '../../stack/user-frame.ts'
import { formatMs } from '../../text/format-ms.ts'
import { WORK_TIMER } from './scenario-work.ts'
import type { LeftTimer } from './schedule-record.ts'
import type { ScheduleTimers } from './schedule-timers.ts'

/** The timers of the subject that are pending, the next one first. */
export function findLeftTimers(timers: ScheduleTimers): LeftTimer[] {
  return timers.pending().flatMap((timer) => {
    const { api, kind } = timer.request
    // No one can clear the timer of such a signal; natively it goes with the signal.
    if (api === WORK_TIMER || api === 'AbortSignal.timeout') return []
    const what =
      kind === 'immediate' ? 'an immediate' : `a timer due in ${formatMs(timers.dueInMs(timer))}`
    const { trace } = timer
    return [{ what, createdAt: trace === undefined ? undefined : findUserFrame(trace) }]
  })
}
