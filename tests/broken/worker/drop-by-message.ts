/** Breaks DROP-01: the drop asks the thread to end, and what it had to say is still done. */
import { LastWordManager } from '../bases/last-word-manager.ts'
import { threadSubject } from '../bases/thread-manager.ts'

class DropByMessage extends LastWordManager {
  protected override abort(): void {
    this.isDeaf = true
    this.stopping.abort()
    this.aborting.abort()
    this.say('stop')
  }
}

export const subject = threadSubject('drop-by-message', DropByMessage)
