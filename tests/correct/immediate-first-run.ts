import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import type { SubjectContext, Subject } from '../../harness/model/subject.ts'

/** Fetches once when it is created, inside the constructor, and then on every interval. */
class FeatureFlags implements AsyncDisposable, Disposable {
  static readonly #fetching = new AsyncLocalStorage<FeatureFlags>()
  readonly #probe: SubjectContext
  readonly #intervalMs: number
  readonly #stop = new AbortController()
  readonly #abort = new AbortController()
  readonly #polling: Promise<void>
  #down: Promise<void> | undefined

  constructor(probe: SubjectContext, intervalMs: number) {
    this.#probe = probe
    this.#intervalMs = intervalMs
    let begin = (): void => {}
    const begun = new Promise<void>((resolve) => {
      begin = resolve
    })
    // Set up whole before the first fetch, which may call shutdown() right here.
    this.#polling = begun.then(() => this.#poll())
    const first = this.#fetch()
    void first.then(begin)
  }

  async #poll(): Promise<void> {
    const { signal } = this.#stop
    while (!signal.aborted) {
      await sleep(this.#intervalMs, undefined, { signal }).catch(() => {})
      if (!signal.aborted) await this.#fetch()
    }
  }

  async #fetch(): Promise<void> {
    try {
      await FeatureFlags.#fetching.run(this, () => this.#probe.work(this.#abort.signal))
    } catch (error) {
      if (this.#abort.signal.aborted) return
      try {
        this.#probe.logger.error('flags not fetched', error)
      } catch {
        // Keep the flags that we have.
      }
    }
  }

  shutdown(): Promise<void> {
    if (this.#abort.signal.aborted) return Promise.resolve()
    this.#stop.abort()
    this.#down ??= this.#polling.then(() => this.#probe.logger.info('feature flags frozen'))
    return FeatureFlags.#fetching.getStore() === this ? Promise.resolve() : this.#down
  }

  [Symbol.dispose](): void {
    if (this.#stop.signal.aborted) return
    this.#stop.abort()
    this.#abort.abort()
    this.#probe.logger.warn('FeatureFlags dropped: call shutdown()')
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.shutdown()
  }
}

export const subject: Subject<FeatureFlags> = {
  name: 'FeatureFlags',
  ownership: 'owned',
  intervalMs: 60_000,
  create: (probe) => new FeatureFlags(probe, 60_000),
}
