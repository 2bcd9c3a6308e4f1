/** Breaks STOP-02: shutdown() waits for the thread, and not for the run in flight in this one. */
import { ThreadManager, threadSubject } from '../bases/thread-manager.ts'

class RunUnawaited extends ThreadManager {
  protected override async settle(): Promise<void> {
    await this.exited
  }
}

export const subject = threadSubject('run-unawaited', RunUnawaited)
