import { EventEmitter, once } from 'node:events'
import type { SubjectContext, Subject } from '../../harness/model/subject.ts'

/** Waits for events only: a timer emits `tick`, the loop awaits it, an abort ends the wait. */
class QuotaRefill {
  readonly #bus = new EventEmitter()
  readonly #stop = new AbortController()
  readonly #abort = new AbortController()
  readonly #timer: NodeJS.Timeout
  readonly #probe: SubjectContext
  readonly #loop: Promise<void>
  #logged = false

  constructor(probe: SubjectContext, intervalMs: number) {
    this.#probe = probe
    this.#timer = setInterval(() => this.#bus.emit('tick'), intervalMs)
    this.#loop = this.#refill()
  }

  async #refill(): Promise<void> {
    const { signal } = this.#stop
    while (!signal.aborted) {
      const ticked = await once(this.#bus, 'tick', { signal }).then(
        () => true,
        () => false,
      )
      if (!ticked || signal.aborted) return
      try {
        await this.#probe.work(this.#abort.signal)
      } catch (error) {
        if (!this.#abort.signal.aborted) this.#report(error)
      }
    }
  }

  #report(error: unknown): void {
    try {
      this.#probe.logger.error('quota not refilled', error)
    } catch {
      // The next refill may do better.
    }
  }

  #halt(): void {
    clearInterval(this.#timer)
    this.#stop.abort()
  }

  async shutdown(): Promise<void> {
    if (this.#abort.signal.aborted) return
    this.#halt()
    await this.#loop
    if (this.#logged) return
    this.#logged = true
    this.#probe.logger.info('quota refill shut down')
  }

  [Symbol.dispose](): void {
    if (this.#stop.signal.aborted) return
    this.#halt()
    this.#abort.abort()
    this.#probe.logger.warn('QuotaRefill dropped without shutdown()')
  }
}

export const subject: Subject<QuotaRefill> = {
  name: 'QuotaRefill',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => new QuotaRefill(probe, 1000),
}
