/** Breaks WORK-07: says that two jobs run at once, and runs all that there are. */
import type { Subject, SubjectContext } from '../../../harness/model/subject.ts'

class Jobs {
  readonly #context: SubjectContext
  readonly #running = new Set<Promise<void>>()
  #isClosed = false

  constructor(context: SubjectContext) {
    this.#context = context
  }

  add(job: unknown): boolean {
    if (this.#isClosed) return false
    const run = this.#do(job).finally(() => this.#running.delete(run))
    this.#running.add(run)
    return true
  }

  async #do(job: unknown): Promise<void> {
    await Promise.resolve()
    try {
      await this.#context.work(undefined, job)
    } catch (error) {
      this.#context.logger.error('job failed', error)
    }
  }

  async shutdown(): Promise<void> {
    this.#isClosed = true
    while (this.#running.size > 0) await Promise.race(this.#running)
  }
}

export const subject: Subject<Jobs> = {
  name: 'Jobs',
  ownership: 'owned',
  intervalMs: 1000,
  create: (context) => new Jobs(context),
  submit: (jobs, job) => jobs.add(job),
  profile: 'graceful',
  capabilities: { concurrency: 2, backlog: true, finalRun: 'until-empty' },
}
