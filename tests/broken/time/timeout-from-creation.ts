/** Breaks TIME-01: the deadline counts from the creation of the manager, not from the call. Also TIME-06. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class TimeoutFromCreation extends LoopManager {
  private readonly createdAt = Date.now()

  override async shutdownWithin(timeoutMs: number): Promise<void> {
    await super.shutdownWithin(Math.max(0, this.createdAt + timeoutMs - Date.now()))
  }
}

export const subject = loopSubject('timeout-from-creation', TimeoutFromCreation, 'shutdownWithin')
