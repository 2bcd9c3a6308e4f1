/** Breaks KIT-00: has no timer at all, it counts the file reads between two runs. */
import { stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import type { SubjectContext, Subject } from '../../../harness/model/subject.ts'

const READS_PER_RUN = 2000

class FileClock {
  readonly #probe: SubjectContext
  readonly #loop: Promise<void>
  readonly #abort = new AbortController()
  #stopping: Promise<void> | undefined

  constructor(probe: SubjectContext) {
    this.#probe = probe
    this.#loop = this.#watch()
  }

  get #over(): boolean {
    return this.#stopping !== undefined || this.#abort.signal.aborted
  }

  async #watch(): Promise<void> {
    for (let reads = 1; !this.#over; reads++) {
      await stat(tmpdir())
      if (reads % READS_PER_RUN === 0 && !this.#over) await this.#run()
    }
  }

  async #run(): Promise<void> {
    try {
      await this.#probe.work(this.#abort.signal)
    } catch (error) {
      if (!this.#abort.signal.aborted) this.#probe.logger.error('run failed', error)
    }
  }

  shutdown(): Promise<void> {
    if (this.#abort.signal.aborted) return Promise.resolve()
    this.#stopping ??= this.#loop.then(() => this.#probe.logger.info('shut down'))
    return this.#stopping
  }

  [Symbol.dispose](): void {
    if (this.#over) return
    this.#abort.abort()
    this.#probe.logger.warn('dropped without shutdown()')
  }
}

export const subject: Subject<FileClock> = {
  name: 'file-clock',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => new FileClock(probe),
}
