/** Breaks KIT-00: `create` returns the one manager of the process, whatever has become of it. */
import type { SubjectContext, Subject } from '../../../harness/model/subject.ts'
import { IntervalManager } from '../bases/interval-manager.ts'

let instance: IntervalManager | undefined

function getInstance(probe: SubjectContext): IntervalManager {
  instance ??= new IntervalManager(probe, 1000).begin()
  return instance
}

export const subject: Subject<IntervalManager> = {
  name: 'same-instance',
  ownership: 'owned',
  intervalMs: 1000,
  create: getInstance,
}
