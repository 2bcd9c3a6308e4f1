/** Breaks KIT-00: says one second and ticks every ninety, as when seconds and milliseconds are mixed up. */
import type { Subject } from '../../../harness/model/subject.ts'
import { IntervalManager } from '../bases/interval-manager.ts'

export const subject: Subject<IntervalManager> = {
  name: 'wrong-interval',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => new IntervalManager(probe, 90_000).begin(),
}
