/** Breaks CLONE-07: after a shutdown, every handle but the one it was called on warns when dropped. */
import { SharedHandle, sharedSubject } from '../bases/shared-manager.ts'

class WarnPerClone extends SharedHandle {
  private graceful = false

  override clone(): SharedHandle {
    return new WarnPerClone(this.task)
  }

  override shutdown(): Promise<void> {
    this.graceful = true
    return super.shutdown()
  }

  override [Symbol.dispose](): void {
    if (this.task.completion && !this.graceful) this.task.warn()
    super[Symbol.dispose]()
  }
}

export const subject = sharedSubject('warn-per-clone', WarnPerClone)
