/** Breaks LEAK-01: an unref'd statistics timer is thought to need no clearing. Also LEAK-02. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class UnrefAndForget extends IntervalManager {
  ticksPerMinute = 0

  override begin(): this {
    setInterval(() => {
      this.ticksPerMinute = 0
    }, 60_000).unref()
    return super.begin()
  }
}

export const subject = intervalSubject('unref-and-forget', UnrefAndForget)
