import type { Subject, SubjectContext } from '../../harness/model/subject.ts'

/** A cache that throws out what has expired, in one turn, and says nothing of it. */
class SweepingCache {
  readonly #sweep: SubjectContext['work']
  readonly #timer: NodeJS.Timeout

  constructor(sweep: SubjectContext['work'], everyMs: number) {
    this.#sweep = sweep
    this.#timer = setInterval(() => this.#expire(), everyMs)
    this.#timer.unref()
  }

  #expire(): void {
    try {
      void this.#sweep()
    } catch {
      // What could not be thrown out now goes with the next sweep.
    }
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
  }
}

export const subject: Subject<SweepingCache> = {
  name: 'SweepingCache',
  ownership: 'owned',
  intervalMs: 1000,
  create: ({ work }) => new SweepingCache(work, 1000),
  shutdown: (cache) => cache.stop(),
  profile: 'graceful',
  capabilities: { work: 'sync' },
}
