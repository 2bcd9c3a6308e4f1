import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import type { SubjectContext, Subject } from '../../harness/model/subject.ts'

/** Waits half an interval longer after each failure in a row, up to two intervals. */
class OutboxRelay implements AsyncDisposable, Disposable {
  readonly #probe: SubjectContext
  readonly #intervalMs: number
  readonly #stop = new AbortController()
  readonly #abort = new AbortController()
  readonly #inside = new AsyncLocalStorage<true>()
  readonly #loop: Promise<void>
  #failures = 0
  #down: Promise<void> | undefined

  constructor(probe: SubjectContext, intervalMs: number) {
    this.#probe = probe
    this.#intervalMs = intervalMs
    this.#loop = this.#relay()
  }

  async #relay(): Promise<void> {
    const { signal } = this.#stop
    while (!signal.aborted) {
      const delayMs = this.#intervalMs * Math.min(2, 1 + this.#failures / 2)
      await sleep(delayMs, undefined, { signal }).catch(() => {})
      if (!signal.aborted) await this.#send()
    }
  }

  async #send(): Promise<void> {
    try {
      await this.#inside.run(true, () => this.#probe.work(this.#abort.signal))
      this.#failures = 0
    } catch (cause) {
      this.#failures += 1
      if (!this.#abort.signal.aborted) this.#report(cause)
    }
  }

  #report(cause: unknown): void {
    try {
      this.#probe.logger.error(`outbox not relayed, failure ${this.#failures}`, cause)
    } catch {
      // What is in the outbox stays there.
    }
  }

  shutdown(): Promise<void> {
    if (this.#abort.signal.aborted) return Promise.resolve()
    this.#stop.abort()
    this.#down ??= this.#loop.then(() => this.#probe.logger.info('outbox relay stopped'))
    return this.#inside.getStore() ? Promise.resolve() : this.#down
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.shutdown()
  }

  [Symbol.dispose](): void {
    if (this.#stop.signal.aborted) return
    this.#stop.abort()
    this.#abort.abort()
    this.#probe.logger.warn('OutboxRelay dropped; shutdown() would have waited for the last batch')
  }
}

export const subject: Subject<OutboxRelay> = {
  name: 'OutboxRelay',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => new OutboxRelay(probe, 1000),
}
