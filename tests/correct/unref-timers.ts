import type { SubjectContext, Subject } from '../../harness/model/subject.ts'

/** Its timers never keep a process alive, and are cleared all the same. */
class UsageReporter implements Disposable, AsyncDisposable {
  readonly #probe: SubjectContext
  readonly #periodMs: number
  readonly #aborter = new AbortController()
  #timer: NodeJS.Timeout
  #phase: 'on' | 'closing' | 'closed' | 'dropped' = 'on'
  #reporting = false
  readonly #idle: Promise<void>
  #becomeIdle: () => void = () => {}
  #closing: Promise<void> | undefined

  constructor(probe: SubjectContext, periodMs: number) {
    this.#probe = probe
    this.#periodMs = periodMs
    this.#idle = new Promise((resolve) => {
      this.#becomeIdle = resolve
    })
    this.#timer = this.#schedule()
  }

  #schedule(): NodeJS.Timeout {
    return setTimeout(() => void this.#report(), this.#periodMs).unref()
  }

  async #report(): Promise<void> {
    this.#reporting = true
    try {
      await this.#probe.work(this.#aborter.signal)
    } catch (error) {
      if (this.#phase !== 'dropped') this.#logFailure(error)
    }
    this.#reporting = false
    if (this.#phase === 'on') this.#timer = this.#schedule()
    else this.#becomeIdle()
  }

  #logFailure(error: unknown): void {
    try {
      this.#probe.logger.error('usage report failed', error)
    } catch {
      // Usage reports are best effort.
    }
  }

  shutdown(): Promise<void> {
    if (this.#phase === 'dropped') return Promise.resolve()
    this.#phase = this.#phase === 'on' ? 'closing' : this.#phase
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    clearTimeout(this.#timer)
    if (this.#reporting) await this.#idle
    this.#phase = 'closed'
    this.#probe.logger.info('usage reporter closed')
  }

  [Symbol.dispose](): void {
    if (this.#phase !== 'on') return
    this.#phase = 'dropped'
    clearTimeout(this.#timer)
    this.#aborter.abort()
    this.#probe.logger.warn('UsageReporter: shutdown() was never called, reports may be lost')
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.shutdown()
  }
}

export const subject: Subject<UsageReporter> = {
  name: 'UsageReporter',
  ownership: 'owned',
  intervalMs: 60_000,
  create: (probe) => new UsageReporter(probe, 60_000),
}
