import type { Subject, SubjectContext } from '../../harness/model/subject.ts'

/** As libraries ship them: stop() sets a flag, and its promise fulfils when the loop has seen it. */
class Poller {
  #isStopped = false
  #wake: (() => void) | undefined
  readonly #loop: Promise<void>

  constructor(work: SubjectContext['work'], everyMs: number) {
    this.#loop = this.#run(work, everyMs)
  }

  async #run(work: SubjectContext['work'], everyMs: number): Promise<void> {
    for (;;) {
      await this.#pause(everyMs)
      if (this.#isStopped) return
      try {
        await work()
      } catch (error) {
        console.error('poll failed', error)
      }
    }
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      if (this.#isStopped) return resolve()
      const timer = setTimeout(resolve, ms)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  stop(): Promise<void> {
    this.#isStopped = true
    this.#wake?.()
    return this.#loop
  }
}

export const subject: Subject<Poller> = {
  name: 'Poller',
  ownership: 'owned',
  intervalMs: 1000,
  create: ({ work }) => new Poller(work, 1000),
  shutdown: (poller) => poller.stop(),
  profile: 'graceful',
}
