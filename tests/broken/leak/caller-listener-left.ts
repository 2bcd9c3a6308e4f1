/** Breaks LEAK-03: a call that comes after the end leaves its listener on the caller's signal. */
import type { SubjectContext, Subject } from '../../../harness/model/subject.ts'
import { LoopManager } from '../bases/loop-manager.ts'

class CallerListenerLeft extends LoopManager {
  #isOver = false

  async within(timeoutMs: number, signal?: AbortSignal): Promise<void> {
    const expire = (): void => this.expire()
    signal?.addEventListener('abort', expire)
    if (signal?.aborted) this.expire()
    // Somebody has already waited: there is nothing to tidy up, it seems.
    if (this.#isOver) return
    await this.shutdownWithin(timeoutMs)
    signal?.removeEventListener('abort', expire)
    this.#isOver = true
  }

  override async shutdown(): Promise<void> {
    await super.shutdown()
    this.#isOver = true
  }
}

export const subject: Subject<CallerListenerLeft> = {
  name: 'caller-listener-left',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe: SubjectContext) => new CallerListenerLeft(probe, 1000).begin(),
  shutdownWithin: (manager, timeoutMs, signal) => manager.within(timeoutMs, signal),
}
