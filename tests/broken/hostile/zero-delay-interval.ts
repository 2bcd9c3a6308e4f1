/** An interval of zero milliseconds that looks whether a second has passed: a busy wait. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class BusyWait extends IntervalManager {
  private due = Date.now() + 1000

  override begin(): this {
    this.timer = setInterval(() => {
      if (Date.now() < this.due) return
      this.due += 1000
      this.tick()
    }, 0)
    return this
  }
}

export const subject = intervalSubject('zero-delay-interval', BusyWait)
