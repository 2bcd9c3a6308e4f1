/** Breaks DROP-10: collected, it stops, and says nothing. */
import type { SubjectContext, Subject } from '../../../harness/model/subject.ts'
import { LoopManager, loopSubject } from '../bases/loop-manager.ts'

const collected = new FinalizationRegistry<LoopManager>((loop) => {
  void loop.shutdown()
})

/** What is handed out: the loop does not know it. */
class CollectedSilently implements Disposable, AsyncDisposable {
  readonly #loop: LoopManager

  constructor(probe: SubjectContext, intervalMs: number) {
    this.#loop = new LoopManager(probe, intervalMs).begin()
    collected.register(this, this.#loop)
  }

  shutdown(): Promise<void> {
    return this.#loop.shutdown()
  }

  [Symbol.dispose](): void {
    this.#loop[Symbol.dispose]()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#loop.shutdown()
  }
}

const { intervalMs } = loopSubject('', LoopManager)

export const subject: Subject<CollectedSilently> = {
  name: 'collected-silently',
  ownership: 'owned',
  intervalMs,
  create: (probe) => new CollectedSilently(probe, intervalMs),
  capabilities: { gc: true },
}
