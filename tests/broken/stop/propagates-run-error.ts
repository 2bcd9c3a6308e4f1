/** Breaks STOP-10: shutdown awaits the very promise of the work, and so rejects when the last run does. */
import type { SubjectContext, Subject } from '../../../harness/model/subject.ts'

class Propagates {
  readonly #probe: SubjectContext
  readonly #abort = new AbortController()
  readonly #timer: NodeJS.Timeout
  #run: Promise<void> | undefined
  #stopped: Promise<void> | undefined

  constructor(probe: SubjectContext, intervalMs: number) {
    this.#probe = probe
    this.#timer = setInterval(() => this.#tick(), intervalMs)
  }

  #tick(): void {
    if (this.#run) return
    let settle: (result: Promise<void>) => void = () => {}
    this.#run = new Promise((resolve) => {
      settle = resolve
    })
    const result = (async () => await this.#probe.work(this.#abort.signal))()
    settle(result)
    this.#run
      .catch((error: unknown) => {
        if (!this.#abort.signal.aborted) this.#probe.logger.error('run failed', error)
      })
      .finally(() => {
        this.#run = undefined
      })
  }

  shutdown(): Promise<void> {
    if (this.#abort.signal.aborted) return Promise.resolve()
    this.#stopped ??= this.#stop()
    return this.#stopped
  }

  async #stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#run
    this.#probe.logger.info('shut down')
  }

  [Symbol.dispose](): void {
    if (this.#stopped || this.#abort.signal.aborted) return
    clearInterval(this.#timer)
    this.#abort.abort()
    this.#probe.logger.warn('dropped without shutdown()')
  }
}

export const subject: Subject<Propagates> = {
  name: 'propagates-run-error',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => new Propagates(probe, 1000),
}
