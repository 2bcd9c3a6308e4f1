/** Breaks STOP-09: a run that awaits `shutdown()` awaits its own end. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class SelfAwaitDeadlock extends LoopManager {
  override async shutdown(): Promise<void> {
    await Promise.all([super.shutdown(), this.completion])
  }
}

export const subject = loopSubject('self-await-deadlock', SelfAwaitDeadlock)
