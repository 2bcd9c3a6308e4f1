/** Its creation never returns. */
import type { Subject } from '../../../harness/model/subject.ts'
import { IntervalManager } from '../bases/interval-manager.ts'

export const subject: Subject<IntervalManager> = {
  name: 'sync-loop-in-create',
  ownership: 'owned',
  intervalMs: 1000,
  create(probe) {
    const manager = new IntervalManager(probe, 1000)
    for (let ready = false; !ready; ready = false);
    return manager.begin()
  },
}
