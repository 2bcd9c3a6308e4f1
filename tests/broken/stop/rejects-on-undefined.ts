/** Breaks STOP-10: a last run that rejects with undefined, and only that, makes shutdown reject. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class RejectsOnUndefined extends IntervalManager {
  private lastError: unknown = null

  protected override report(cause: unknown): void {
    super.report(cause)
    this.lastError = cause
  }

  protected override async settle(): Promise<void> {
    this.lastError = null
    await super.settle()
    if (this.lastError === undefined) throw new Error('last run failed for no reason')
  }
}

export const subject = intervalSubject('rejects-on-undefined', RejectsOnUndefined)
