/** Breaks TIME-01: takes a timeout and does nothing with it. Also TIME-02, TIME-05 and TIME-06. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class TimeoutIgnored extends LoopManager {
  override async shutdownWithin(_timeoutMs: number): Promise<void> {
    await this.shutdown()
  }
}

export const subject = loopSubject('timeout-ignored', TimeoutIgnored, 'shutdownWithin')
