/** Breaks CLONE-09: a clone made after the last drop starts a new loop in place of the dead one. */
import { SharedHandle, SharedTask, sharedSubject } from '../bases/shared-manager.ts'

class Resurrecting extends SharedHandle {
  override clone(): SharedHandle {
    const { task } = this
    if (!task.aborting.signal.aborted) return new Resurrecting(task)
    return new Resurrecting(new SharedTask(task.probe, task.intervalMs).begin())
  }
}

export const subject = sharedSubject('clone-resurrects', Resurrecting)
