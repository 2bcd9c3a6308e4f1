/** Breaks CLONE-10: a handle that is cloned while the task is stopping takes the end for granted. */
import { SharedHandle, sharedSubject } from '../bases/shared-manager.ts'

class BornStopped extends SharedHandle {
  readonly #isStopped = this.task.completion !== undefined

  override clone(): SharedHandle {
    return new BornStopped(this.task)
  }

  override async shutdown(): Promise<void> {
    if (!this.#isStopped) await super.shutdown()
  }
}

export const subject = sharedSubject('born-stopped', BornStopped)
