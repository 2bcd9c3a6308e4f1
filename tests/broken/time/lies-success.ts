/** Breaks TIME-03: a run that was aborted at the timeout is logged as a complete shutdown. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class LiesSuccess extends LoopManager {
  protected override announceForced(): void {
    this.announce()
  }
}

export const subject = loopSubject('lies-success', LiesSuccess, 'shutdownWithin')
