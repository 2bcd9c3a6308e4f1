/** Breaks STOP-11: with no run in flight it stops, and throws that there was nothing to stop. Also every rule that stops an idle manager. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class ThrowsWhenIdle extends IntervalManager {
  override shutdown(): Promise<void> {
    const idle = !this.inFlight && !this.completion && !this.dropped
    const completion = super.shutdown()
    if (idle) throw new Error('no run in flight')
    return completion
  }
}

export const subject = intervalSubject('throws-when-idle', ThrowsWhenIdle)
