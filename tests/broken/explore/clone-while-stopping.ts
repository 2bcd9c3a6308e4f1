/** Breaks EXPLORE-04 and CLONE-09: a clone that is made while a shutdown waits for the run starts the loop again. */
import { SharedHandle, SharedTask, sharedSubject } from '../bases/shared-manager.ts'

class Reviving extends SharedHandle {
  override clone(): SharedHandle {
    if (this.task.completion && this.task.inFlight) this.task.begin()
    return new Reviving(this.task)
  }
}

export const subject = sharedSubject('clone-while-stopping', Reviving, SharedTask)
