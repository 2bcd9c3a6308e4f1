/** Breaks STOP-03: it does what the thread says last, when it has been told to stop. */
import { LastWordManager } from '../bases/last-word-manager.ts'
import { threadSubject } from '../bases/thread-manager.ts'

class LastWord extends LastWordManager {
  protected override requestStop(): void {
    this.isDeaf = true
    this.stopping.abort()
    this.say('stop')
  }
}

export const subject = threadSubject('last-word', LastWord)
