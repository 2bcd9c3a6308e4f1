/** Breaks CLONE-02: each clone starts a thread and a loop of its own. */
import type { SubjectContext, Subject } from '../../../harness/model/subject.ts'
import { ThreadManager, threadSubject } from '../bases/thread-manager.ts'

class CloneOwnThread extends ThreadManager {
  clone(): CloneOwnThread {
    return new CloneOwnThread(this.probe, this.intervalMs).begin()
  }
}

export const subject: Subject<CloneOwnThread> = {
  ...threadSubject(
    'clone-own-thread',
    CloneOwnThread as new (probe: SubjectContext, ms: number) => CloneOwnThread,
  ),
  ownership: 'shared',
}
