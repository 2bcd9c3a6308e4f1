/** Breaks CLONE-09: a clone of what was shut down starts the loop again. */
import { SharedHandle, sharedSubject } from '../bases/shared-manager.ts'

class CloneRevives extends SharedHandle {
  override clone(): SharedHandle {
    if (this.task.completion) {
      this.task.completion = undefined
      this.task.begin()
    }
    return new CloneRevives(this.task)
  }
}

export const subject = sharedSubject('clone-revives', CloneRevives)
