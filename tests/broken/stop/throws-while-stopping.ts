/** Breaks STOP-11: a call that comes while a shutdown is under way is refused. Also STOP-05 and STOP-07. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class ThrowsWhileStopping extends IntervalManager {
  private stopped = false

  override async shutdown(): Promise<void> {
    if (this.completion && !this.stopped) throw new Error('already shutting down')
    await super.shutdown()
  }

  protected override announce(): void {
    this.stopped = true
    super.announce()
  }
}

export const subject = intervalSubject('throws-while-stopping', ThrowsWhileStopping)
