/** Breaks STOP-12: callers queue for a lock that changes hands once per turn of the event loop. */
import { setImmediate as turn } from 'node:timers/promises'
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class FreshWaitPerCall extends IntervalManager {
  private callers = 0

  override async shutdown(): Promise<void> {
    const stopped = super.shutdown()
    if (this.dropped || this.inside.getStore()) return stopped
    const place = this.callers++
    await stopped
    for (let hop = 0; hop < place; hop++) await turn()
  }
}

export const subject = intervalSubject('fresh-wait-per-call', FreshWaitPerCall)
