/** Breaks DROP-06: a drop aborts the run that the pending shutdown is waiting for. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class DropDuringShutdownAborts extends LoopManager {
  override [Symbol.dispose](): void {
    if (this.completion) this.aborting.abort()
    super[Symbol.dispose]()
  }
}

export const subject = loopSubject('drop-during-shutdown-aborts', DropDuringShutdownAborts)
