/** Breaks TIME-06: every call starts the deadline anew, so that a later one puts it off. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class LastTimeoutWins extends LoopManager {
  private deadline: NodeJS.Timeout | undefined

  override async shutdownWithin(timeoutMs: number): Promise<void> {
    clearTimeout(this.deadline)
    this.deadline = setTimeout(() => this.expire(), Math.min(timeoutMs, 2 ** 31 - 1))
    try {
      await this.shutdown()
    } finally {
      clearTimeout(this.deadline)
    }
  }
}

export const subject = loopSubject('last-timeout-wins', LastTimeoutWins, 'shutdownWithin')
