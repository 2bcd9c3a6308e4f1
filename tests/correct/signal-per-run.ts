import { setTimeout as sleep } from 'node:timers/promises'
import type { Subject, SubjectContext } from '../../harness/model/subject.ts'

/** Hands each run a signal of its own, made of the one that a drop aborts: nothing holds it once the run has ended. */
class TariffImport implements Disposable {
  readonly #probe: SubjectContext
  readonly #stopping = new AbortController()
  readonly #aborting = new AbortController()
  readonly #loop: Promise<void>
  #stopped: Promise<void> | undefined

  constructor(probe: SubjectContext, intervalMs: number) {
    this.#probe = probe
    this.#loop = this.#run(intervalMs)
  }

  async #run(intervalMs: number): Promise<void> {
    const { signal } = this.#stopping
    while (!signal.aborted) {
      await sleep(intervalMs, undefined, { signal }).catch(() => {})
      if (!signal.aborted) await this.#import()
    }
  }

  async #import(): Promise<void> {
    const run = new AbortController()
    try {
      await this.#probe.work(AbortSignal.any([this.#aborting.signal, run.signal]))
    } catch (error) {
      if (!this.#aborting.signal.aborted) this.#probe.logger.error('tariffs not imported', error)
    }
  }

  shutdown(): Promise<void> {
    if (this.#aborting.signal.aborted) return Promise.resolve()
    this.#stopping.abort()
    this.#stopped ??= this.#loop.then(() => this.#probe.logger.info('import stopped'))
    return this.#stopped
  }

  [Symbol.dispose](): void {
    if (this.#stopped || this.#aborting.signal.aborted) return
    this.#stopping.abort()
    this.#aborting.abort()
    this.#probe.logger.warn('import dropped; await shutdown() instead')
  }
}

export const subject: Subject<TariffImport> = {
  name: 'tariff import',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => new TariffImport(probe, 1000),
}
