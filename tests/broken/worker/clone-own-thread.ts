/** Breaks CLONE-02: each clone starts a thread and a loop of its own. */
import type { Probe, Subject } from '../../../harness/conformance/subject.ts'
import { ThreadManager, threadSubject } from '../bases/thread-manager.ts'

class CloneOwnThread extends ThreadManager {
  clone(): CloneOwnThread {
    return new CloneOwnThread(this.probe, this.intervalMs).begin()
  }
}

export const subject: Subject<CloneOwnThread> = {
  ...threadSubject(
    'clone-own-thread',
    CloneOwnThread as new (probe: Probe, ms: number) => CloneOwnThread,
  ),
  ownership: 'shared',
}
