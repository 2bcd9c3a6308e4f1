/** Breaks LEAK-01: shutdown polls for the end of the run, and leaves the poller behind. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class PollerLeft extends IntervalManager {
  protected override settle(): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!this.inFlight) resolve()
      }
      look()
      setInterval(look, this.intervalMs / 2)
    })
  }
}

export const subject = intervalSubject('poller-left', PollerLeft)
