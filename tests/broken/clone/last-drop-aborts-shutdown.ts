/** Breaks CLONE-11: only the handle that asked for the shutdown knows of it; the drop of the last one aborts. */
import { SharedHandle, sharedSubject } from '../bases/shared-manager.ts'

class LastDropAborts extends SharedHandle {
  #hasAsked = false

  override clone(): SharedHandle {
    return new LastDropAborts(this.task)
  }

  override shutdown(): Promise<void> {
    this.#hasAsked = true
    return super.shutdown()
  }

  override [Symbol.dispose](): void {
    super[Symbol.dispose]()
    const { handles, inFlight, aborting } = this.task
    if (handles.size === 0 && !this.#hasAsked && inFlight) aborting.abort()
  }
}

export const subject = sharedSubject('last-drop-aborts-shutdown', LastDropAborts)
