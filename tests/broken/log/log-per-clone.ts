/** Breaks LOG-01: a shutdown from another handle logs success again. */
import { SharedHandle, sharedSubject } from '../bases/shared-manager.ts'

class LogPerClone extends SharedHandle {
  private logged = false

  override clone(): SharedHandle {
    return new LogPerClone(this.task)
  }

  override async shutdown(): Promise<void> {
    const first = !this.task.completion
    await super.shutdown()
    if (first || this.logged || this.task.aborting.signal.aborted) return
    this.logged = true
    if (this.task.handles.size > 1) this.task.probe.logger.info('handle shut down')
  }
}

export const subject = sharedSubject('log-per-clone', LogPerClone)
