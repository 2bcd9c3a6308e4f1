/** Breaks WORK-07: the tick that is skipped clears the busy flag on its way out, so every second one overlaps. Also STOP-02 after such a tick. */
import type { SubjectContext, Subject } from '../../../harness/model/subject.ts'

class FinallyTooWide {
  readonly #probe: SubjectContext
  readonly #timer: NodeJS.Timeout
  readonly #abort = new AbortController()
  #busy = false
  #whenIdle: (() => void)[] = []
  #stopped: Promise<void> | undefined

  constructor(probe: SubjectContext, intervalMs: number) {
    this.#probe = probe
    this.#timer = setInterval(() => void this.#tick(), intervalMs)
  }

  async #tick(): Promise<void> {
    try {
      if (this.#busy) return
      this.#busy = true
      await this.#probe.work(this.#abort.signal)
    } catch (error) {
      if (!this.#abort.signal.aborted) this.#report(error)
    } finally {
      this.#busy = false
      for (const wake of this.#whenIdle.splice(0)) wake()
    }
  }

  #report(error: unknown): void {
    try {
      this.#probe.logger.error('run failed', error)
    } catch {
      // Run on.
    }
  }

  shutdown(): Promise<void> {
    if (this.#abort.signal.aborted) return Promise.resolve()
    this.#stopped ??= this.#stop()
    return this.#stopped
  }

  async #stop(): Promise<void> {
    clearInterval(this.#timer)
    if (this.#busy) await new Promise<void>((resolve) => this.#whenIdle.push(resolve))
    this.#probe.logger.info('shut down')
  }

  [Symbol.dispose](): void {
    if (this.#stopped || this.#abort.signal.aborted) return
    clearInterval(this.#timer)
    this.#abort.abort()
    this.#probe.logger.warn('dropped without shutdown()')
  }
}

export const subject: Subject<FinallyTooWide> = {
  name: 'skipped-tick-clears-flag',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => new FinallyTooWide(probe, 1000),
}
