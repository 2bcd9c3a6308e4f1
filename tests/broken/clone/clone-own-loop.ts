/** Breaks CLONE-01 and CLONE-02: a clone is a second manager with a loop of its own. Also all the rest of CLONE, and LOG-01. */
import type { SubjectContext, Subject } from '../../../harness/model/subject.ts'
import { IntervalManager } from '../bases/interval-manager.ts'

class CloneOwnLoop extends IntervalManager {
  clone(): CloneOwnLoop {
    return new CloneOwnLoop(this.probe, this.intervalMs).begin()
  }
}

export const subject: Subject<CloneOwnLoop> = {
  name: 'clone-own-loop',
  ownership: 'shared',
  intervalMs: 1000,
  create: (probe: SubjectContext) => new CloneOwnLoop(probe, 1000).begin(),
}
