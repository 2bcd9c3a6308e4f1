/** Breaks STOP-05: only the first caller waits, the others return at once. Also STOP-07 and STOP-12. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class SecondReturnsEarly extends LoopManager {
  override async shutdown(): Promise<void> {
    if (this.completion) return
    await super.shutdown()
  }
}

export const subject = loopSubject('second-returns-early', SecondReturnsEarly)
