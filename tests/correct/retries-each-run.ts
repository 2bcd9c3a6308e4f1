import { setTimeout as sleep } from 'node:timers/promises'
import type { Subject, SubjectContext } from '../../harness/model/subject.ts'

const ATTEMPTS = 3

/** Tries what fails again, twice, after 100 and 200 ms; then the next interval has its turn. */
class InvoiceSync {
  readonly #context: SubjectContext
  readonly #stop = new AbortController()
  readonly #cut = new AbortController()
  readonly #loop: Promise<void>
  #stopped: Promise<void> | undefined

  constructor(context: SubjectContext, everyMs: number) {
    this.#context = context
    this.#loop = this.#repeat(everyMs)
  }

  async #repeat(everyMs: number): Promise<void> {
    while (!this.#stop.signal.aborted) {
      await this.#pause(everyMs)
      if (!this.#stop.signal.aborted) await this.#send()
    }
  }

  async #pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#stop.signal }).catch(() => {})
  }

  async #send(): Promise<void> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      try {
        await this.#context.work(this.#cut.signal)
        return
      } catch (error) {
        if (this.#cut.signal.aborted) return
        this.#report(attempt, error)
      }
      if (attempt < ATTEMPTS) await this.#pause(100 * attempt)
      if (this.#stop.signal.aborted) return
    }
  }

  #report(attempt: number, error: unknown): void {
    try {
      this.#context.logger.error(`attempt ${attempt} failed`, error)
    } catch {
      // The next attempt is as good without the line.
    }
  }

  shutdown(): Promise<void> {
    if (this.#cut.signal.aborted) return Promise.resolve()
    this.#stop.abort()
    this.#stopped ??= this.#loop.then(() => this.#context.logger.info('invoice sync stopped'))
    return this.#stopped
  }

  [Symbol.dispose](): void {
    if (this.#stop.signal.aborted) return
    this.#stop.abort()
    this.#cut.abort()
    this.#context.logger.warn('InvoiceSync dropped without shutdown()')
  }
}

export const subject: Subject<InvoiceSync> = {
  name: 'InvoiceSync',
  ownership: 'owned',
  intervalMs: 1000,
  create: (context) => new InvoiceSync(context, 1000),
}
