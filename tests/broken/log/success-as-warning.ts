/** Breaks LOG-01: success is logged at warning level. Also DROP-06 and DROP-11, which want no warning. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class SuccessAsWarning extends LoopManager {
  protected override announce(): void {
    this.probe.logger.warn('shutdown complete')
  }
}

export const subject = loopSubject('success-as-warning', SuccessAsWarning)
