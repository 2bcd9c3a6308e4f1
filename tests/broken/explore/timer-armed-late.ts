/** Breaks EXPLORE-05: the deadline is armed some awaits after the call, when the shutdown may be over already. */
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class TimerArmedLate extends LoopManager {
  override async shutdownWithin(timeoutMs: number): Promise<void> {
    let deadline: NodeJS.Timeout | undefined
    const stopped = this.shutdown().then(() => clearTimeout(deadline))
    for (let hop = 0; hop < 6; hop++) await Promise.resolve()
    deadline = setTimeout(() => this.expire(), Math.min(timeoutMs, 2 ** 31 - 1))
    await stopped
  }
}

export const subject = loopSubject('timer-armed-late', TimerArmedLate, 'shutdownWithin')
