import type { SubjectContext, Subject } from '../../harness/model/subject.ts'

/** Each run is handed a signal that aborts with a drop or at the run's own time limit. */
class UpstreamChecker {
  static readonly #LIMIT_MS = 30_000
  readonly #probe: SubjectContext
  readonly #timer: NodeJS.Timeout
  readonly #dropped = new AbortController()
  #check: Promise<void> | undefined
  #down: Promise<void> | undefined

  constructor(probe: SubjectContext, intervalMs: number) {
    this.#probe = probe
    this.#timer = setInterval(() => {
      this.#check ??= this.#run().then(() => {
        this.#check = undefined
      })
    }, intervalMs)
  }

  async #run(): Promise<void> {
    // What the work does synchronously comes after the check is known to be under way.
    await Promise.resolve()
    const limit = AbortSignal.timeout(UpstreamChecker.#LIMIT_MS)
    try {
      if (this.#down || this.#dropped.signal.aborted) return
      await this.#probe.work(AbortSignal.any([this.#dropped.signal, limit]))
    } catch (error) {
      if (!this.#dropped.signal.aborted) this.#report(error)
    }
  }

  #report(error: unknown): void {
    try {
      this.#probe.logger.error('upstream check failed', error)
    } catch {
      // The next check tells.
    }
  }

  async shutdown(): Promise<void> {
    if (this.#dropped.signal.aborted) return
    await (this.#down ??= this.#stop())
  }

  async #stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#check
    this.#probe.logger.info('upstream checker stopped')
  }

  [Symbol.dispose](): void {
    if (this.#down || this.#dropped.signal.aborted) return
    clearInterval(this.#timer)
    this.#dropped.abort()
    this.#probe.logger.warn('UpstreamChecker dropped without shutdown()')
  }
}

export const subject: Subject<UpstreamChecker> = {
  name: 'UpstreamChecker',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => new UpstreamChecker(probe, 1000),
}
