/** Breaks STOP-06: waits for a first run that will never come once the interval is cleared. */
import type { SubjectContext, Subject } from '../../../harness/model/subject.ts'

class NeedsFirstRun {
  readonly #probe: SubjectContext
  readonly #timer: NodeJS.Timeout
  readonly #abort = new AbortController()
  #lastRun: Promise<void>
  #firstRunStarted = (_run: Promise<void>): void => {}
  #busy = false
  #stopped: Promise<void> | undefined

  constructor(probe: SubjectContext, intervalMs: number) {
    this.#probe = probe
    this.#lastRun = new Promise((resolve) => {
      this.#firstRunStarted = resolve
    })
    this.#timer = setInterval(() => {
      if (this.#busy) return
      this.#busy = true
      let ended = (): void => {}
      this.#lastRun = new Promise((resolve) => {
        ended = resolve
      })
      this.#firstRunStarted(this.#lastRun)
      void this.#run().then(ended)
    }, intervalMs)
  }

  async #run(): Promise<void> {
    try {
      await this.#probe.work(this.#abort.signal)
    } catch (error) {
      if (!this.#abort.signal.aborted) this.#probe.logger.error('run failed', error)
    }
    this.#busy = false
  }

  shutdown(): Promise<void> {
    if (this.#abort.signal.aborted) return Promise.resolve()
    clearInterval(this.#timer)
    this.#stopped ??= this.#lastRun.then(() => this.#probe.logger.info('shut down'))
    return this.#stopped
  }

  [Symbol.dispose](): void {
    if (this.#stopped || this.#abort.signal.aborted) return
    clearInterval(this.#timer)
    this.#abort.abort()
    this.#probe.logger.warn('dropped without shutdown()')
  }
}

export const subject: Subject<NeedsFirstRun> = {
  name: 'needs-first-run',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => new NeedsFirstRun(probe, 1000),
}
