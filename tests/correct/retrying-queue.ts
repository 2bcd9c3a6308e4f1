import { setTimeout as sleep } from 'node:timers/promises'
import type { Subject, SubjectContext } from '../../harness/model/subject.ts'

const ATTEMPTS = 3

/** Delivers one letter after the other, each within a limit of its own, and tries each three times. */
class Letters {
  readonly #context: SubjectContext
  readonly #waiting: unknown[] = []
  readonly #aborting = new AbortController()
  #delivering: Promise<void> | undefined
  #isClosed = false

  constructor(context: SubjectContext) {
    this.#context = context
  }

  /** @returns `false` once no letter is taken any more */
  post(letter: unknown): boolean {
    if (this.#isClosed) return false
    this.#waiting.push(letter)
    this.#delivering ??= this.#deliverAll()
    return true
  }

  async #deliverAll(): Promise<void> {
    await Promise.resolve()
    while (this.#waiting.length > 0) await this.#deliver(this.#waiting.shift())
    this.#delivering = undefined
  }

  async #deliver(letter: unknown): Promise<void> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      // A signal that nobody listens to costs nothing once the run is over.
      const signal = AbortSignal.any([this.#aborting.signal, new AbortController().signal])
      try {
        await this.#context.work(signal, letter)
        return
      } catch (error) {
        this.#context.logger.error(`letter not delivered, attempt ${attempt}`, error)
      }
      await sleep(10)
    }
  }

  async shutdown(): Promise<void> {
    this.#isClosed = true
    await this.#delivering
  }
}

export const subject: Subject<Letters> = {
  name: 'Letters',
  ownership: 'owned',
  intervalMs: 1000,
  create: (context) => new Letters(context),
  submit: (letters, letter) => letters.post(letter),
  profile: 'graceful',
  capabilities: { backlog: true, finalRun: 'until-empty' },
}
