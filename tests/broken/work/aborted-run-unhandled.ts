/** Breaks WORK-03: a run that rejects after a drop is thrown on, to no one. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class AbortedRunUnhandled extends IntervalManager {
  protected override async run(): Promise<void> {
    try {
      await this.inside.run(true, () => this.call())
    } catch (cause) {
      if (this.dropped) throw cause
      this.report(cause)
    }
  }
}

export const subject = intervalSubject('aborted-run-unhandled', AbortedRunUnhandled)
