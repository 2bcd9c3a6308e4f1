/** Breaks LOG-01: every call logs success when it is over. Also STOP-04. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class LogPerCall extends LoopManager {
  override async shutdown(): Promise<void> {
    await super.shutdown()
    if (!this.dropped && !this.inside.getStore()) this.probe.logger.info('shutdown complete')
  }

  protected override announce(): void {}
}

export const subject = loopSubject('log-per-call', LogPerCall)
