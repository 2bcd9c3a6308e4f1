/** Breaks PROC-05: shutdown() ends the thread and does not wait until it has exited. */
import { ThreadManager, threadSubject } from '../bases/thread-manager.ts'

class TerminateUnawaited extends ThreadManager {
  protected override async settle(): Promise<void> {
    await Promise.race([this.ended, this.forcing])
  }
}

export const subject = threadSubject('terminate-unawaited', TerminateUnawaited)
