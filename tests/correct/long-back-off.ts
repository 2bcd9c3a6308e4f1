import { setTimeout as sleep } from 'node:timers/promises'
import type { Subject, SubjectContext } from '../../harness/model/subject.ts'

const LONGEST_MS = 60_000

/** Doubles its pause with each failure in a row, up to a minute; one success, and it is back to a second. */
class RateSync implements Disposable {
  readonly #context: SubjectContext
  readonly #everyMs: number
  readonly #stop = new AbortController()
  readonly #abort = new AbortController()
  readonly #loop: Promise<void>
  #pauseMs: number
  #down: Promise<void> | undefined

  constructor(context: SubjectContext, everyMs: number) {
    this.#context = context
    this.#everyMs = everyMs
    this.#pauseMs = everyMs
    this.#loop = this.#repeat()
  }

  async #repeat(): Promise<void> {
    const { signal } = this.#stop
    while (!signal.aborted) {
      await sleep(this.#pauseMs, undefined, { signal }).catch(() => {})
      if (!signal.aborted) await this.#sync()
    }
  }

  async #sync(): Promise<void> {
    try {
      await this.#context.work(this.#abort.signal)
      this.#pauseMs = this.#everyMs
    } catch (error) {
      this.#pauseMs = Math.min(LONGEST_MS, 2 * this.#pauseMs)
      if (!this.#abort.signal.aborted) this.#report(error)
    }
  }

  #report(error: unknown): void {
    try {
      this.#context.logger.error(`rates not synchronised, next try in ${this.#pauseMs} ms`, error)
    } catch {
      // The next failure will be told.
    }
  }

  shutdown(): Promise<void> {
    if (this.#abort.signal.aborted) return Promise.resolve()
    this.#stop.abort()
    this.#down ??= this.#loop.then(() => this.#context.logger.info('rate sync shut down'))
    return this.#down
  }

  [Symbol.dispose](): void {
    if (this.#stop.signal.aborted) return
    this.#stop.abort()
    this.#abort.abort()
    this.#context.logger.warn('RateSync dropped; use shutdown()')
  }
}

export const subject: Subject<RateSync> = {
  name: 'RateSync',
  ownership: 'owned',
  intervalMs: 1000,
  create: (context) => new RateSync(context, 1000),
  capabilities: { backoffMs: LONGEST_MS },
}
