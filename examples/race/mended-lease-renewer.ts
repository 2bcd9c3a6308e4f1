import type { LeaseRenewerOptions } from './lease-renewer.ts'

/** As `LeaseRenewer`, mended: the loop looks at the flag in the very turn in which it renews. */
export class MendedLeaseRenewer implements Disposable {
  readonly #options: LeaseRenewerOptions
  readonly #abort = new AbortController()
  readonly #loop: Promise<void>
  #isStopping = false
  #wake: () => void = () => {}
  #timer: NodeJS.Timeout | undefined
  #shutdown: Promise<void> | undefined

  constructor(options: LeaseRenewerOptions) {
    this.#options = options
    this.#loop = this.#run()
  }

  /** Renews no more, and waits for the renewal in flight. */
  shutdown(): Promise<void> {
    this.#shutdown ??= this.#finish()
    return this.#shutdown
  }

  /** Aborts the renewal in flight. The net for a forgotten `shutdown()`. */
  [Symbol.dispose](): void {
    if (this.#isStopping) return
    this.#stop()
    this.#abort.abort()
    this.#options.logger.warn('LeaseRenewer dropped: call shutdown() to release the lease')
  }

  async #finish(): Promise<void> {
    this.#stop()
    await this.#loop
    if (!this.#abort.signal.aborted) this.#options.logger.info('Lease released')
  }

  #stop(): void {
    this.#isStopping = true
    clearTimeout(this.#timer)
    this.#wake()
  }

  async #run(): Promise<void> {
    while (await this.#pause()) {
      if (this.#isStopping) return
      await this.#renew()
      if (this.#isStopping) return
    }
  }

  /** Whether the interval is over; not so when it was cut short. */
  #pause(): Promise<boolean> {
    return new Promise((resolve) => {
      this.#wake = () => resolve(false)
      this.#timer = setTimeout(() => resolve(true), this.#options.intervalMs)
    })
  }

  async #renew(): Promise<void> {
    const { renew, logger } = this.#options
    try {
      await renew(this.#abort.signal)
    } catch (error) {
      if (!this.#abort.signal.aborted) logger.error('Lease not renewed', error)
    }
  }
}
