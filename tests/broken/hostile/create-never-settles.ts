/** Waits for something before it starts, and it never comes. */
import type { Subject } from '../../../harness/model/subject.ts'
import type { IntervalManager } from '../bases/interval-manager.ts'

export const subject: Subject<IntervalManager> = {
  name: 'create-never-settles',
  ownership: 'owned',
  intervalMs: 1000,
  create: () => new Promise<IntervalManager>(() => {}),
}
