/** Breaks KIT-00: it was never started. */
import type { Subject } from '../../../harness/model/subject.ts'
import { IntervalManager } from '../bases/interval-manager.ts'

export const subject: Subject<IntervalManager> = {
  name: 'never-ticks',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => new IntervalManager(probe, 1000),
}
