/** Breaks LEAK-01: shutdown only raises a flag for the ticks, whose interval was unref'd and is never cleared. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class IntervalUnrefLeft extends IntervalManager {
  override begin(): this {
    super.begin()
    this.timer?.unref()
    return this
  }

  protected override tick(): void {
    if (!this.completion && !this.dropped) super.tick()
  }

  protected override halt(): void {
    if (this.dropped) super.halt()
  }
}

export const subject = intervalSubject('interval-unref-left', IntervalUnrefLeft)
