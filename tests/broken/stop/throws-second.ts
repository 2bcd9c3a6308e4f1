/** Breaks STOP-04: a shutdown of what has stopped already rejects. Also STOP-07, STOP-11 and DROP-11. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class ThrowsSecond extends IntervalManager {
  private stopped = false

  override async shutdown(): Promise<void> {
    if (this.stopped) throw new Error('already stopped')
    await super.shutdown()
  }

  protected override announce(): void {
    this.stopped = true
    super.announce()
  }
}

export const subject = intervalSubject('throws-second', ThrowsSecond)
