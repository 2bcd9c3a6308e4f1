/** Breaks LEAK-06 and PROC-05: the drop stops the loop and leaves the thread to itself. */
import { ThreadManager, threadSubject } from '../bases/thread-manager.ts'

class ThreadLeftAfterDrop extends ThreadManager {
  protected override abort(): void {
    this.stopping.abort()
    this.aborting.abort()
  }
}

export const subject = threadSubject('thread-left-after-drop', ThreadLeftAfterDrop)
