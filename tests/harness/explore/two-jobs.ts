import { setTimeout as sleep } from 'node:timers/promises'
import type { Subject, SubjectContext } from '../../../harness/model/subject.ts'

/** Two jobs, whose runs overlap: the one that starts first may end last. Its shutdown polls until none is left. */
class TwoJobs implements Disposable {
  readonly #running = new Set<string>()
  readonly #timers: NodeJS.Timeout[]
  readonly #logger: SubjectContext['logger']
  #stopped: Promise<void> | undefined
  #dropped = false

  constructor({ work, logger }: SubjectContext) {
    this.#logger = logger
    const job = (name: string) => async (): Promise<void> => {
      if (this.#running.has(name)) return
      this.#running.add(name)
      try {
        await work()
      } catch (error) {
        logger.error(`${name} failed`, error)
      } finally {
        this.#running.delete(name)
      }
    }
    const fast = job('fast')
    const slow = job('slow')
    this.#timers = [setInterval(() => void fast(), 1000), setInterval(() => void slow(), 1700)]
  }

  shutdown(): Promise<void> {
    if (this.#dropped) return Promise.resolve()
    this.#stopped ??= this.#stop()
    return this.#stopped
  }

  async #stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer)
    while (this.#running.size > 0) await sleep(100)
    this.#logger.info('stopped')
  }

  [Symbol.dispose](): void {
    if (this.#stopped || this.#dropped) return
    this.#dropped = true
    for (const timer of this.#timers) clearInterval(timer)
    this.#logger.warn('dropped; call await shutdown()')
  }
}

export const twoJobs: Subject<TwoJobs> = {
  name: 'TwoJobs',
  ownership: 'owned',
  intervalMs: 1000,
  create: (context) => new TwoJobs(context),
}
