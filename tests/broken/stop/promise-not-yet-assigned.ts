/** Breaks STOP-07: work that calls `shutdown()` before its first await is not yet known to be in flight. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class PromiseNotYetAssigned extends IntervalManager {
  protected override async launch(): Promise<void> {
    this.inFlight = this.run()
    await this.inFlight
    this.inFlight = undefined
  }
}

export const subject = intervalSubject('promise-not-yet-assigned', PromiseNotYetAssigned)
