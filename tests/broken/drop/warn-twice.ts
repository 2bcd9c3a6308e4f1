/** Breaks DROP-04: one warning from the dispose, another from the abort. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class WarnTwice extends LoopManager {
  protected override abort(): void {
    super.abort()
    this.probe.logger.warn('loop aborted before shutdown()')
  }
}

export const subject = loopSubject('warn-twice', WarnTwice)
