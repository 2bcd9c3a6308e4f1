import type { SubjectContext, Subject } from '../../harness/model/subject.ts'

/** Has `start` and `trigger` as well, which come to nothing once it was shut down or dropped. */
class ReindexJob {
  readonly #probe: SubjectContext
  readonly #intervalMs: number
  readonly #abort = new AbortController()
  #timer: NodeJS.Timeout | undefined
  #current: Promise<void> | undefined
  #ended: Promise<void> | undefined

  constructor(probe: SubjectContext, intervalMs: number) {
    this.#probe = probe
    this.#intervalMs = intervalMs
  }

  start(): this {
    if (this.#ended) throw new Error('ReindexJob was shut down and cannot be started again')
    if (!this.#abort.signal.aborted) this.#timer ??= setInterval(this.trigger, this.#intervalMs)
    return this
  }

  /** Runs now, unless a run is in flight or the job is over. */
  readonly trigger = (): void => {
    if (this.#current || this.#ended || this.#abort.signal.aborted) return
    let settle = (): void => {}
    this.#current = new Promise((resolve) => {
      settle = resolve
    })
    void this.#reindex().then(() => {
      this.#current = undefined
      settle()
    })
  }

  async #reindex(): Promise<void> {
    try {
      await this.#probe.work(this.#abort.signal)
    } catch (error) {
      if (this.#abort.signal.aborted) return
      try {
        this.#probe.logger.error('reindexing failed', error)
      } catch {
        // The index stays as it was.
      }
    }
  }

  async #end(): Promise<void> {
    clearInterval(this.#timer)
    await this.#current
    this.#probe.logger.info('reindex job shut down')
  }

  async shutdown(): Promise<void> {
    if (this.#abort.signal.aborted) return
    await (this.#ended ??= this.#end())
  }

  [Symbol.dispose](): void {
    if (this.#ended || this.#abort.signal.aborted) return
    clearInterval(this.#timer)
    this.#abort.abort()
    this.#probe.logger.warn('ReindexJob dropped without shutdown()')
  }
}

export const subject: Subject<ReindexJob> = {
  name: 'ReindexJob',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => new ReindexJob(probe, 1000).start(),
}
