import { setTimeout as sleep } from 'node:timers/promises'
import type { Subject, SubjectContext } from '../../harness/model/subject.ts'

/** Two jobs of one service, each in a loop of its own: a run of one does not wait for the other. */
class NightJobs {
  readonly #context: SubjectContext
  readonly #stop = new AbortController()
  readonly #loops: Promise<void>[]

  constructor(context: SubjectContext, everyMs: number) {
    this.#context = context
    this.#loops = ['invoices', 'reminders'].map((job) => this.#repeat(job, everyMs))
  }

  async #repeat(job: string, everyMs: number): Promise<void> {
    const { signal } = this.#stop
    while (!signal.aborted) {
      await sleep(everyMs, undefined, { signal }).catch(() => {})
      if (!signal.aborted) await this.#run(job)
    }
  }

  async #run(job: string): Promise<void> {
    try {
      await this.#context.work()
    } catch (error) {
      console.error(`${job} failed`, error)
    }
  }

  async close(): Promise<void> {
    this.#stop.abort()
    await Promise.all(this.#loops)
  }
}

export const subject: Subject<NightJobs> = {
  name: 'NightJobs',
  ownership: 'owned',
  intervalMs: 1000,
  create: (context) => new NightJobs(context, 1000),
  shutdown: (jobs) => jobs.close(),
  profile: 'graceful',
  capabilities: { concurrency: 2 },
}
