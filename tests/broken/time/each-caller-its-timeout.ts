/** Breaks TIME-06: a timeout frees the caller that set it and nobody else. */
import { setTimeout as sleep } from 'node:timers/promises'
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

class EachCallerItsTimeout extends LoopManager {
  private callers = 0

  override async shutdownWithin(timeoutMs: number): Promise<void> {
    const early = new AbortController()
    this.callers += 1
    const first = this.callers === 1
    const expired = sleep(Math.min(timeoutMs, 2 ** 31 - 1), undefined, {
      signal: early.signal,
    }).then(
      () => first && this.expire(),
      () => {},
    )
    await Promise.race([this.shutdown(), expired])
    early.abort()
  }
}

export const subject = loopSubject(
  'each-caller-its-timeout',
  EachCallerItsTimeout,
  'shutdownWithin',
)
