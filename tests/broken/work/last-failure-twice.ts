/** Breaks WORK-04: a run that fails during shutdown is reported where it runs, and again by shutdown. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class LastFailureTwice extends IntervalManager {
  private last: { cause: unknown } | undefined

  protected override report(cause: unknown): void {
    super.report(cause)
    if (this.completion) this.last = { cause }
  }

  protected override async settle(): Promise<void> {
    await super.settle()
    if (this.last) super.report(this.last.cause)
  }
}

export const subject = intervalSubject('last-failure-twice', LastFailureTwice)
