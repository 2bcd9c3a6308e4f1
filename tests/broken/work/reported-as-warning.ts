/** Breaks WORK-04: failures are reported at warning level. Also WORK-06 and STOP-10, which ask for the report. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class ReportedAsWarning extends LoopManager {
  protected override report(cause: unknown): void {
    this.probe.logger.warn(`run failed: ${String(cause)}`)
  }
}

export const subject = loopSubject('reported-as-warning', ReportedAsWarning)
