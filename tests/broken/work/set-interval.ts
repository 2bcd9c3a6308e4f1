/** Breaks WORK-07: a tick does not look whether the previous run is over. */
import type { SubjectContext, Subject } from '../../../harness/model/subject.ts'

class PlainInterval {
  readonly #probe: SubjectContext
  readonly #timer: NodeJS.Timeout
  readonly #abort = new AbortController()
  readonly #runs = new Set<Promise<void>>()
  #stopped: Promise<void> | undefined

  constructor(probe: SubjectContext, intervalMs: number) {
    this.#probe = probe
    this.#timer = setInterval(() => this.#tick(), intervalMs)
  }

  #tick(): void {
    let settle = (): void => {}
    const run = new Promise<void>((resolve) => {
      settle = resolve
    })
    this.#runs.add(run)
    void this.#attempt().then(() => {
      this.#runs.delete(run)
      settle()
    })
  }

  async #attempt(): Promise<void> {
    try {
      await this.#probe.work(this.#abort.signal)
    } catch (error) {
      if (this.#abort.signal.aborted) return
      try {
        this.#probe.logger.error('run failed', error)
      } catch {
        // Run on.
      }
    }
  }

  shutdown(): Promise<void> {
    if (this.#abort.signal.aborted) return Promise.resolve()
    this.#stopped ??= this.#stop()
    return this.#stopped
  }

  async #stop(): Promise<void> {
    clearInterval(this.#timer)
    await Promise.all(this.#runs)
    this.#probe.logger.info('shut down')
  }

  [Symbol.dispose](): void {
    if (this.#stopped || this.#abort.signal.aborted) return
    clearInterval(this.#timer)
    this.#abort.abort()
    this.#probe.logger.warn('dropped without shutdown()')
  }
}

export const subject: Subject<PlainInterval> = {
  name: 'set-interval',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => new PlainInterval(probe, 1000),
}
