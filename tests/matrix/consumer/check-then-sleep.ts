import type { SubjectContext, Subject } from 'vitest-shutdown'

/** Looks at its flag before the sleep and not after it, so that one more run starts. */
class CheckThenSleep {
  #isStopped = false
  readonly #probe: SubjectContext
  readonly #loop: Promise<void>

  constructor(probe: SubjectContext) {
    this.#probe = probe
    this.#loop = this.#run()
  }

  async #run(): Promise<void> {
    while (!this.#isStopped) {
      await new Promise((resolve) => setTimeout(resolve, 1000))
      try {
        await this.#probe.work()
      } catch (error) {
        this.#probe.logger.error('the work failed', error)
      }
    }
  }

  async shutdown(): Promise<void> {
    if (this.#isStopped) return this.#loop
    this.#isStopped = true
    await this.#loop
    this.#probe.logger.info('stopped')
  }

  [Symbol.dispose](): void {
    if (this.#isStopped) return
    this.#isStopped = true
    this.#probe.logger.warn('dropped: call shutdown()')
  }
}

const subject: Subject<CheckThenSleep> = {
  name: 'CheckThenSleep',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => new CheckThenSleep(probe),
}
export default subject
