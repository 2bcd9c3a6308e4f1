/** Breaks STOP-10: once a run has failed, be it long ago, shutdown never ends. Also EXPLORE-01. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class FailureBreaksShutdown extends IntervalManager {
  private pending = 0

  protected override async call(): Promise<void> {
    this.pending += 1
    await super.call()
    this.pending -= 1
  }

  protected override async settle(): Promise<void> {
    await super.settle()
    if (this.pending > 0) await new Promise(() => {})
  }
}

export const subject = intervalSubject('failure-breaks-shutdown', FailureBreaksShutdown)
