/** Breaks DROP-07: after a failed run the work is handed a fresh signal, and a drop aborts the old one. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class FreshSignalAfterFailure extends IntervalManager {
  private current = this.aborting

  protected override call(): unknown {
    return this.probe.work(this.current.signal)
  }

  protected override report(cause: unknown): void {
    super.report(cause)
    this.current = new AbortController()
  }
}

export const subject = intervalSubject('fresh-signal-after-failure', FreshSignalAfterFailure)
