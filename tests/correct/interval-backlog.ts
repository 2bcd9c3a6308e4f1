import { setInterval as ticks } from 'node:timers/promises'
import type { Subject, SubjectContext } from '../../harness/model/subject.ts'

/** Bills every second that has passed: ticks that come during a run are queued, and made up for. */
class Metering {
  readonly #context: SubjectContext
  readonly #stop = new AbortController()
  readonly #loop: Promise<void>

  constructor(context: SubjectContext, everyMs: number) {
    this.#context = context
    this.#loop = this.#bill(everyMs)
  }

  async #bill(everyMs: number): Promise<void> {
    const { signal } = this.#stop
    try {
      for await (const _ of ticks(everyMs, undefined, { signal })) {
        if (signal.aborted) return
        await this.#billOnce()
      }
    } catch {
      // The iterator ends by rejecting once the signal is aborted.
    }
  }

  async #billOnce(): Promise<void> {
    try {
      await this.#context.work()
    } catch (error) {
      console.error('a second was not billed', error)
    }
  }

  async shutdown(): Promise<void> {
    this.#stop.abort()
    await this.#loop
  }
}

export const subject: Subject<Metering> = {
  name: 'Metering',
  ownership: 'owned',
  intervalMs: 1000,
  create: (context) => new Metering(context, 1000),
  profile: 'graceful',
  capabilities: { backlog: true },
}
