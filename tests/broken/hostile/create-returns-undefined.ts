/** Forgets to return the manager, which goes on ticking with nobody to stop it. */
import type { Subject } from '../../../harness/model/subject.ts'
import { IntervalManager } from '../bases/interval-manager.ts'

export const subject: Subject<undefined> = {
  name: 'create-returns-undefined',
  ownership: 'owned',
  intervalMs: 1000,
  create(probe) {
    new IntervalManager(probe, 1000).begin()
    return undefined
  },
}
