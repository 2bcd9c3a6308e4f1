/** Breaks STATE-02: `start()` after `shutdown()` sets the interval going again. */
import type { SubjectContext, Subject } from '../../../harness/model/subject.ts'

class Restartable {
  readonly #probe: SubjectContext
  readonly #intervalMs: number
  readonly #abort = new AbortController()
  #timer: NodeJS.Timeout | undefined
  #busy: Promise<void> | undefined
  #stopped: Promise<void> | undefined

  constructor(probe: SubjectContext, intervalMs: number) {
    this.#probe = probe
    this.#intervalMs = intervalMs
  }

  start(): this {
    this.#timer ??= setInterval(() => this.trigger(), this.#intervalMs)
    return this
  }

  trigger(): void {
    if (this.#busy) return
    let settle = (): void => {}
    this.#busy = new Promise((resolve) => {
      settle = resolve
    })
    void this.#run().then(() => {
      this.#busy = undefined
      settle()
    })
  }

  async #run(): Promise<void> {
    try {
      await this.#probe.work(this.#abort.signal)
    } catch (error) {
      if (!this.#abort.signal.aborted) this.#probe.logger.error('run failed', error)
    }
  }

  #halt(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  async #stop(): Promise<void> {
    this.#halt()
    await this.#busy
    this.#probe.logger.info('shut down')
  }

  async shutdown(): Promise<void> {
    if (this.#abort.signal.aborted) return
    this.#stopped ??= this.#stop()
    await this.#stopped
  }

  [Symbol.dispose](): void {
    if (this.#stopped || this.#abort.signal.aborted) return
    this.#halt()
    this.#abort.abort()
    this.#probe.logger.warn('dropped without shutdown()')
  }
}

export const subject: Subject<Restartable> = {
  name: 'restart-by-accident',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => new Restartable(probe, 1000).start(),
}
