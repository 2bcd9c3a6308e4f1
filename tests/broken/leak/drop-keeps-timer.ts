/** Breaks LEAK-02: after a drop the interval goes on, and its ticks do nothing. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class DropKeepsTimer extends IntervalManager {
  protected override tick(): void {
    if (!this.dropped) super.tick()
  }

  protected override abort(): void {
    this.aborting.abort()
  }
}

export const subject = intervalSubject('drop-keeps-timer', DropKeepsTimer)
