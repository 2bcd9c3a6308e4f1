/** Breaks LOG-01: a shutdown of what is stopped says so in a line of its own. Also STOP-04. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class SecondShutdownLogs extends LoopManager {
  private stopped = false

  protected override announce(): void {
    super.announce()
    this.stopped = true
  }

  override shutdown(): Promise<void> {
    if (this.stopped) this.probe.logger.info('already shut down, nothing to do')
    return super.shutdown()
  }
}

export const subject = loopSubject('second-shutdown-logs', SecondShutdownLogs)
