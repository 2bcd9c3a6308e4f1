import { setTimeout as sleep } from 'node:timers/promises'
import type { Subject, SubjectContext } from '../../harness/model/subject.ts'

const WORKERS = 5

/** Five workers poll one table; a drop cuts all of them off. */
class TablePollers implements Disposable {
  readonly #context: SubjectContext
  readonly #stop = new AbortController()
  readonly #abort = new AbortController()
  readonly #workers: Promise<void>[]
  #down: Promise<void> | undefined

  constructor(context: SubjectContext, everyMs: number) {
    this.#context = context
    this.#workers = Array.from({ length: WORKERS }, (_, n) => this.#poll(n, everyMs))
  }

  async #poll(n: number, everyMs: number): Promise<void> {
    while (!this.#stop.signal.aborted) {
      await sleep(everyMs, undefined, { signal: this.#stop.signal }).catch(() => {})
      if (this.#stop.signal.aborted) return
      try {
        await this.#context.work(this.#abort.signal)
      } catch (error) {
        if (!this.#abort.signal.aborted) this.#report(n, error)
      }
    }
  }

  #report(n: number, error: unknown): void {
    try {
      this.#context.logger.error(`worker ${n} failed`, error)
    } catch {
      // The rows stay in the table.
    }
  }

  shutdown(): Promise<void> {
    if (this.#abort.signal.aborted) return Promise.resolve()
    this.#stop.abort()
    this.#down ??= Promise.all(this.#workers).then(() => {
      this.#context.logger.info('table pollers stopped')
    })
    return this.#down
  }

  [Symbol.dispose](): void {
    if (this.#stop.signal.aborted) return
    this.#stop.abort()
    this.#abort.abort()
    this.#context.logger.warn('TablePollers dropped without shutdown()')
  }
}

export const subject: Subject<TablePollers> = {
  name: 'TablePollers',
  ownership: 'owned',
  intervalMs: 1000,
  create: (context) => new TablePollers(context, 1000),
  capabilities: { concurrency: WORKERS },
}
