/** Throws out of a timer of its own, between two runs. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class ThrowsInTimer extends IntervalManager {
  private statistics: NodeJS.Timeout | undefined

  override begin(): this {
    this.statistics = setInterval(() => {
      throw new Error('statistics are broken')
    }, this.intervalMs / 2)
    return super.begin()
  }

  protected override halt(): void {
    super.halt()
    clearInterval(this.statistics)
  }
}

export const subject = intervalSubject('throws-in-timer', ThrowsInTimer)
