/** Breaks DROP-06 and DROP-11: every graceful shutdown warns. */
import { IntervalManager, intervalSubject } from '../bases/interval-manager.ts'

class WarnsAtShutdown extends IntervalManager {
  protected override halt(): void {
    super.halt()
    if (!this.dropped) this.probe.logger.warn('stopping: no more runs after shutdown()')
  }
}

export const subject = intervalSubject('warns-at-shutdown', WarnsAtShutdown)
