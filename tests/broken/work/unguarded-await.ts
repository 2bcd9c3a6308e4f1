/** Breaks WORK-01: nothing catches a run that fails, so the loop dies of it. Also STOP-10, STOP-11, WORK-02, 03, 04 and 06. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { SubjectContext, Subject } from '../../../harness/model/subject.ts'

class UnguardedAwait {
  readonly #stop = new AbortController()
  readonly #abort = new AbortController()
  readonly #probe: SubjectContext
  readonly #loop: Promise<void>
  #stopped: Promise<void> | undefined

  constructor(probe: SubjectContext, intervalMs: number) {
    this.#probe = probe
    this.#loop = this.#run(intervalMs)
  }

  async #run(intervalMs: number): Promise<void> {
    const { signal } = this.#stop
    while (!signal.aborted) {
      await sleep(intervalMs, undefined, { signal }).catch(() => {})
      if (!signal.aborted) await this.#probe.work(this.#abort.signal)
    }
  }

  shutdown(): Promise<void> {
    if (this.#abort.signal.aborted) return Promise.resolve()
    this.#stop.abort()
    this.#stopped ??= this.#loop.then(() => this.#probe.logger.info('shut down'))
    return this.#stopped
  }

  [Symbol.dispose](): void {
    if (this.#stop.signal.aborted) return
    this.#stop.abort()
    this.#abort.abort()
    this.#probe.logger.warn('dropped without shutdown()')
  }
}

export const subject: Subject<UnguardedAwait> = {
  name: 'unguarded-await',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => new UnguardedAwait(probe, 1000),
}
