/** Breaks STATE-01: a shutdown after a drop reports the success that there was not. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class SuccessAfterDrop extends LoopManager {
  protected override async afterDrop(): Promise<void> {
    this.announce()
    this.afterDrop = () => Promise.resolve()
  }
}

export const subject = loopSubject('success-after-drop', SuccessAfterDrop)
