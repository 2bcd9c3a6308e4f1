/** Breaks STOP-03: a tick that comes during a run is queued, and run after it, be it after shutdown(). */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class QueuedTickAfterShutdown extends IntervalManager {
  private queued = false

  protected override tick(): void {
    if (this.inFlight) this.queued = true
    super.tick()
  }

  protected override async run(): Promise<void> {
    await super.run()
    if (!this.queued || this.dropped) return
    this.queued = false
    await this.run()
  }
}

export const subject = intervalSubject('queued-tick-after-shutdown', QueuedTickAfterShutdown)
