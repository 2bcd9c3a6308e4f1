import type { SubjectContext } from 'vitest-shutdown'

/** Breaks STOP-02, and what follows from it: shutdown() does not await the run in flight. */
export class LeakyHeartbeat {
  readonly #probe: SubjectContext
  readonly #timer: NodeJS.Timeout
  #isBusy = false
  #isStopped = false

  constructor(probe: SubjectContext) {
    this.#probe = probe
    this.#timer = setInterval(() => void this.#beat(), 1000)
  }

  async #beat(): Promise<void> {
    if (this.#isBusy) return
    this.#isBusy = true
    try {
      await this.#probe.work()
    } catch (error) {
      this.#probe.logger.error('beat failed', error)
    }
    this.#isBusy = false
  }

  async shutdown(): Promise<void> {
    if (this.#isStopped) return
    this.#isStopped = true
    clearInterval(this.#timer)
    this.#probe.logger.info('shutdown complete')
  }

  [Symbol.dispose](): void {
    if (this.#isStopped) return
    this.#isStopped = true
    clearInterval(this.#timer)
    this.#probe.logger.warn('dropped')
  }
}
