/** Breaks CLONE-06: only the handle that began the shutdown knows the promise to wait for. */
import { SharedHandle, sharedSubject } from '../bases/shared-manager.ts'

class PerCloneState extends SharedHandle {
  private stopped: Promise<void> | undefined

  override clone(): SharedHandle {
    return new PerCloneState(this.task)
  }

  override async shutdown(): Promise<void> {
    if (this.task.completion && !this.stopped) return
    const called = super.shutdown()
    this.stopped ??= this.task.completion
    await (this.task.inside.getStore() ? called : this.stopped)
  }
}

export const subject = sharedSubject('per-clone-state', PerCloneState)
