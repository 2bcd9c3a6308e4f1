/** Breaks EXPLORE-01: between the look at the flag and the wait for the next event, the wake-up of a shutdown is lost, and it hangs. */
import { EventEmitter, once } from 'node:events'
import type { SubjectContext, Subject } from '../../../harness/model/subject.ts'

class LostWakeup {
  readonly #bus = new EventEmitter()
  readonly #abort = new AbortController()
  readonly #probe: SubjectContext
  readonly #timer: NodeJS.Timeout
  readonly #loop: Promise<void>
  #stopping = false
  #stopped: Promise<void> | undefined
  saved = 0

  constructor(probe: SubjectContext, intervalMs: number) {
    this.#probe = probe
    this.#timer = setInterval(() => this.#bus.emit('wake'), intervalMs)
    this.#loop = this.#run()
  }

  async #run(): Promise<void> {
    for (;;) {
      await once(this.#bus, 'wake')
      if (this.#stopping) return
      try {
        await this.#probe.work(this.#abort.signal)
      } catch (error) {
        if (!this.#abort.signal.aborted) this.#report(error)
      }
      if (this.#stopping) return
      await this.#save()
    }
  }

  async #save(): Promise<void> {
    this.saved += 1
    await Promise.resolve()
  }

  #report(error: unknown): void {
    try {
      this.#probe.logger.error('run failed', error)
    } catch {
      // Run on.
    }
  }

  #halt(): void {
    this.#stopping = true
    clearInterval(this.#timer)
    this.#bus.emit('wake')
  }

  shutdown(): Promise<void> {
    if (this.#abort.signal.aborted) return Promise.resolve()
    if (!this.#stopping) this.#halt()
    this.#stopped ??= this.#loop.then(() => this.#probe.logger.info('shut down'))
    return this.#stopped
  }

  [Symbol.dispose](): void {
    if (this.#stopping) return
    this.#halt()
    this.#abort.abort()
    this.#probe.logger.warn('dropped without shutdown()')
  }
}

export const subject: Subject<LostWakeup> = {
  name: 'lost-wakeup',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => new LostWakeup(probe, 1000),
}
