/** Breaks WORK-04: failures are reported at info level. Also WORK-06 and STOP-10, which ask for the report. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class ReportsAtInfo extends LoopManager {
  private failures = 0

  protected override report(): void {
    this.failures += 1
    this.probe.logger.info(`failure ${this.failures}`)
  }
}

export const subject = loopSubject('reports-at-info', ReportsAtInfo)
