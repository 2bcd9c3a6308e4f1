/** Ends the process because a setting is missing. */
import type { Subject } from '../../../harness/model/subject.ts'
import { IntervalManager } from '../bases/interval-manager.ts'

export const subject: Subject<IntervalManager> = {
  name: 'exits-in-create',
  ownership: 'owned',
  intervalMs: 1000,
  create(probe) {
    if (process.env['NO_SUCH_SETTING_ANYWHERE'] === undefined) process.exit(3)
    return new IntervalManager(probe, 1000).begin()
  },
}
