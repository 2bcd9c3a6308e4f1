/** Breaks STOP-02: shutdown aborts the signal of the run and waits no longer. Also every rule that waits for a run. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class ShutdownAbortsRun extends LoopManager {
  protected override requestStop(): void {
    super.requestStop()
    this.aborting.abort()
    this.force()
  }
}

export const subject = loopSubject('shutdown-aborts-run', ShutdownAbortsRun)
