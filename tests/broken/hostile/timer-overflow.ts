/** Its interval of 30 days overflows the timer, which therefore fires every millisecond. */
import type { Subject } from '../../../harness/model/subject.ts'
import { IntervalManager } from '../bases/interval-manager.ts'

const MONTH_MS = 30 * 24 * 3_600_000

export const subject: Subject<IntervalManager> = {
  name: 'timer-overflow',
  ownership: 'owned',
  intervalMs: MONTH_MS,
  create: (probe) => new IntervalManager(probe, MONTH_MS).begin(),
}
