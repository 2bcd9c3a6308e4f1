/** Breaks CLONE-02: every clone begins the shared loop again, and only the last timer is known. Also CLONE-01, 04, 05 and 08. */
import { SharedHandle, SharedTask, sharedSubject } from '../bases/shared-manager.ts'

class CloneRestartsLoop extends SharedHandle {
  override clone(): SharedHandle {
    if (!this.task.completion && !this.task.aborting.signal.aborted) this.task.begin()
    return new CloneRestartsLoop(this.task)
  }
}

export const subject = sharedSubject('clone-restarts-loop', CloneRestartsLoop, SharedTask)
