import { EventEmitter, once } from 'node:events'
import type { Subject, SubjectContext } from '../../harness/model/subject.ts'

/** start() and stop(), a busy flag, and an event for who waits until it is idle. */
class CacheWarmer {
  readonly #work: SubjectContext['work']
  readonly #everyMs: number
  readonly #events = new EventEmitter()
  #timer: NodeJS.Timeout | undefined
  #isBusy = false
  #isStopped = false

  constructor(work: SubjectContext['work'], everyMs: number) {
    this.#work = work
    this.#everyMs = everyMs
  }

  start(): void {
    if (this.#timer || this.#isStopped) return
    this.#timer = setInterval(() => void this.#warm(), this.#everyMs)
  }

  async #warm(): Promise<void> {
    if (this.#isBusy) return
    this.#isBusy = true
    try {
      await this.#work()
    } catch (error) {
      console.error('cache not warmed', error)
    } finally {
      this.#isBusy = false
      this.#events.emit('idle')
    }
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    clearInterval(this.#timer)
    if (this.#isBusy) await once(this.#events, 'idle')
  }
}

export const subject: Subject<CacheWarmer> = {
  name: 'CacheWarmer',
  ownership: 'owned',
  intervalMs: 1000,
  create: ({ work }) => new CacheWarmer(work, 1000),
  start: (warmer) => warmer.start(),
  shutdown: (warmer) => warmer.stop(),
  profile: 'graceful',
}
