import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import type { SubjectContext, Subject } from '../../harness/model/subject.ts'

/** An async loop whose sleep the stop signal cuts short. */
class LeaseRenewer {
  readonly #stop = new AbortController()
  readonly #abort = new AbortController()
  readonly #inside = new AsyncLocalStorage<true>()
  readonly #probe: SubjectContext
  readonly #loop: Promise<void>
  #shutdown: Promise<void> | null = null

  private constructor(probe: SubjectContext, everyMs: number) {
    this.#probe = probe
    this.#loop = this.#renewEvery(everyMs)
  }

  static start(probe: SubjectContext, everyMs: number): LeaseRenewer {
    return new LeaseRenewer(probe, everyMs)
  }

  async #renewEvery(everyMs: number): Promise<void> {
    const { signal } = this.#stop
    while (!signal.aborted) {
      try {
        await sleep(everyMs, undefined, { signal })
      } catch {
        return
      }
      if (!signal.aborted) await this.#renew()
    }
  }

  async #renew(): Promise<void> {
    try {
      await this.#inside.run(true, () => this.#probe.work(this.#abort.signal))
    } catch (error) {
      if (this.#abort.signal.aborted) return
      try {
        this.#probe.logger.error('lease not renewed', error)
      } catch {
        // The lease matters more than the log.
      }
    }
  }

  shutdown(): Promise<void> {
    if (this.#abort.signal.aborted) return Promise.resolve()
    this.#stop.abort()
    this.#shutdown ??= this.#loop.then(() => this.#probe.logger.info('lease renewer has stopped'))
    return this.#inside.getStore() ? Promise.resolve() : this.#shutdown
  }

  [Symbol.dispose](): void {
    if (this.#stop.signal.aborted) return
    this.#stop.abort()
    this.#abort.abort()
    this.#probe.logger.warn('LeaseRenewer dropped: the lease may be lost. Await shutdown().')
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.shutdown()
  }
}

export const subject: Subject<LeaseRenewer> = {
  name: 'LeaseRenewer',
  ownership: 'owned',
  intervalMs: 5000,
  create: (probe) => LeaseRenewer.start(probe, 5000),
}
