import type { Subject, SubjectContext } from '../../harness/model/subject.ts'

/** Each job has its promise: it fulfils with the run, or rejects with what the run failed with. */
class JobQueue {
  readonly #work: SubjectContext['work']
  #last: Promise<void> = Promise.resolve()
  #isClosed = false

  constructor(work: SubjectContext['work']) {
    this.#work = work
  }

  run(job: unknown): Promise<void> {
    if (this.#isClosed) return Promise.reject(new Error('the queue is closed'))
    const done = this.#last.then(() => this.#work(undefined, job))
    this.#last = done.catch(() => {})
    return done
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.#last
  }
}

export const subject: Subject<JobQueue> = {
  name: 'JobQueue',
  ownership: 'owned',
  intervalMs: 1000,
  create: ({ work }) => new JobQueue(work),
  submit: (queue, job) => queue.run(job),
  shutdown: (queue) => queue.close(),
  profile: 'graceful',
  capabilities: { backlog: true, finalRun: 'until-empty' },
}
