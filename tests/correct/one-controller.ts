import { setTimeout as sleep } from 'node:timers/promises'
import type { Subject, SubjectContext } from '../../harness/model/subject.ts'

/** One AbortController for everything: it wakes the sleep, and asks the run in flight to be quick. */
class Replicator {
  readonly #context: SubjectContext
  readonly #controller = new AbortController()
  readonly #loop: Promise<void>

  constructor(context: SubjectContext, everyMs: number) {
    this.#context = context
    this.#loop = this.#replicate(everyMs)
  }

  async #replicate(everyMs: number): Promise<void> {
    const { signal } = this.#controller
    while (!signal.aborted) {
      try {
        await sleep(everyMs, undefined, { signal })
        signal.throwIfAborted()
        await this.#context.work(signal)
      } catch (error) {
        if (!signal.aborted) console.error('replication failed', error)
      }
    }
  }

  async shutdown(): Promise<void> {
    this.#controller.abort()
    await this.#loop
  }
}

export const subject: Subject<Replicator> = {
  name: 'Replicator',
  ownership: 'owned',
  intervalMs: 1000,
  create: (context) => new Replicator(context, 1000),
  profile: 'graceful',
}
