/** Breaks WORK-04: the failure is reported where it is caught, and rethrown to where it is reported again. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class DoubleReport extends IntervalManager {
  protected override async call(): Promise<void> {
    try {
      await super.call()
    } catch (cause) {
      if (!this.dropped) this.report(cause)
      throw cause
    }
  }
}

export const subject = intervalSubject('double-report', DoubleReport)
