/** Correct, but its name is made to break out of whatever a report is written in. */
import type { Subject } from '../../../harness/model/subject.ts'
import { IntervalManager } from '../bases/interval-manager.ts'

export const subject: Subject<IntervalManager> = {
  name: '</script><img src=x onerror=alert(1)>"\']]>\n\u001B[31m\u0000 %s $& ${name}',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => new IntervalManager(probe, 1000).begin(),
}
