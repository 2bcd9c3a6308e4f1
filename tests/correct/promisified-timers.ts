import { setTimeout } from 'node:timers'
import { promisify } from 'node:util'
import type { SubjectContext, Subject } from '../../harness/model/subject.ts'

/** Bound when the module is loaded. */
const pause = promisify(setTimeout)

class TokenRotator {
  readonly #quit = new AbortController()
  readonly #abort = new AbortController()
  readonly #probe: SubjectContext
  readonly #task: Promise<void>
  #goodbye: Promise<void> | undefined

  constructor(probe: SubjectContext, intervalMs: number) {
    this.#probe = probe
    this.#task = this.#rotate(intervalMs)
  }

  async #rotate(intervalMs: number): Promise<void> {
    for (;;) {
      await pause(intervalMs, undefined, { signal: this.#quit.signal }).catch(() => undefined)
      if (this.#quit.signal.aborted) return
      try {
        await this.#probe.work(this.#abort.signal)
      } catch (error) {
        if (!this.#abort.signal.aborted) this.#probe.logger.error(`rotation failed`, error)
      }
      if (this.#quit.signal.aborted) return
    }
  }

  shutdown(): Promise<void> {
    if (this.#abort.signal.aborted) return this.#task
    this.#quit.abort()
    this.#goodbye ??= this.#task.then(() => this.#probe.logger.info('token rotator: bye'))
    return this.#goodbye
  }

  [Symbol.dispose](): void {
    if (this.#quit.signal.aborted) return
    this.#quit.abort()
    this.#abort.abort()
    this.#probe.logger.warn('token rotator: dropped without a shutdown')
  }
}

export const subject: Subject<TokenRotator> = {
  name: 'TokenRotator',
  ownership: 'owned',
  intervalMs: 3_600_000,
  create: (probe) => new TokenRotator(probe, 3_600_000),
}
