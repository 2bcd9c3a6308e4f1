import type { SubjectContext, Subject } from '../../harness/model/subject.ts'

/** Ships on every interval; once it has shipped anything, shutdown ships what came in since. */
class LogShipper {
  readonly #probe: SubjectContext
  readonly #timer: NodeJS.Timeout
  readonly #abort = new AbortController()
  #shipping: Promise<void> | undefined
  #opened = false
  #shutdown: Promise<void> | undefined

  constructor(probe: SubjectContext, intervalMs: number) {
    this.#probe = probe
    this.#timer = setInterval(() => {
      this.#opened = true
      if (!this.#shipping) void this.#ship()
    }, intervalMs)
  }

  #ship(): Promise<void> {
    let settle = (): void => {}
    const shipping = new Promise<void>((resolve) => {
      settle = resolve
    })
    this.#shipping = shipping
    void this.#attempt().then(() => {
      this.#shipping = undefined
      settle()
    })
    return shipping
  }

  async #attempt(): Promise<void> {
    try {
      await this.#probe.work(this.#abort.signal)
    } catch (error) {
      if (this.#abort.signal.aborted) return
      try {
        this.#probe.logger.error('lines could not be shipped', error)
      } catch {
        // Logging that logging fails is a lost cause.
      }
    }
  }

  async #flush(): Promise<void> {
    clearInterval(this.#timer)
    await this.#shipping
    if (this.#opened) await this.#ship()
    this.#probe.logger.info('all lines shipped')
  }

  shutdown(): Promise<void> {
    if (this.#abort.signal.aborted) return Promise.resolve()
    this.#shutdown ??= this.#flush()
    return this.#shutdown
  }

  [Symbol.dispose](): void {
    if (this.#shutdown || this.#abort.signal.aborted) return
    clearInterval(this.#timer)
    this.#abort.abort()
    this.#probe.logger.warn('LogShipper dropped, lines lost: await shutdown() to ship them')
  }
}

export const subject: Subject<LogShipper> = {
  name: 'LogShipper',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => new LogShipper(probe, 1000),
  capabilities: { finalRun: true },
}
