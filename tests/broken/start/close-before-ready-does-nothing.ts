/** Breaks START-01: shutdown() returns at once where nothing has been started yet, and stops nothing. */
import { StartableManager, startableSubject } from '../bases/startable-manager.ts'

class CloseBeforeReady extends StartableManager {
  override shutdown(): Promise<void> {
    if (this.timer === undefined && !this.dropped) {
      if (this.starting !== undefined) this.announce()
      return Promise.resolve()
    }
    return super.shutdown()
  }
}

export const subject = startableSubject('close-before-ready-does-nothing', CloseBeforeReady)
