/** Breaks TIME-07: takes the caller's signal and does nothing when it aborts. */
import type { SubjectContext, Subject } from '../../../harness/model/subject.ts'
import { LoopManager } from '../bases/loop-manager.ts'

class SignalIgnored extends LoopManager {
  async within(timeoutMs: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) this.expire()
    await this.shutdownWithin(timeoutMs)
  }
}

export const subject: Subject<SignalIgnored> = {
  name: 'signal-ignored',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe: SubjectContext) => new SignalIgnored(probe, 1000).begin(),
  shutdownWithin: (manager, timeoutMs, signal) => manager.within(timeoutMs, signal),
}
