/** Breaks LEAK-01: each run arms a slow-run alarm in the one field, so the earlier alarm can no longer be cleared. Also LEAK-02. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class LostHandle extends IntervalManager {
  private alarm: NodeJS.Timeout | undefined
  slowRuns = 0

  protected override call(): unknown {
    this.alarm = setTimeout(() => {
      if (this.inFlight) this.slowRuns += 1
    }, 600_000)
    return super.call()
  }

  protected override halt(): void {
    super.halt()
    clearTimeout(this.alarm)
  }
}

export const subject = intervalSubject('lost-handle', LostHandle)
