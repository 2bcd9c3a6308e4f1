/** Breaks ITEM-01: the shutdown waits for the uploads that it finds at the call, and the queue goes on. */
import type { Subject, SubjectContext } from '../../../harness/model/subject.ts'

const AT_ONCE = 2

class QueueOutlivesShutdown {
  readonly #work: SubjectContext['work']
  readonly #waiting: unknown[] = []
  readonly #running = new Set<Promise<void>>()
  #isClosed = false

  constructor(work: SubjectContext['work']) {
    this.#work = work
  }

  add(file: unknown): boolean {
    if (this.#isClosed) return false
    this.#waiting.push(file)
    this.#startNext()
    return true
  }

  #startNext(): void {
    while (this.#running.size < AT_ONCE && this.#waiting.length > 0) {
      const upload = this.#upload(this.#waiting.shift()).then(() => {
        this.#running.delete(upload)
        this.#startNext()
      })
      this.#running.add(upload)
    }
  }

  async #upload(file: unknown): Promise<void> {
    await Promise.resolve()
    try {
      await this.#work(undefined, file)
    } catch (error) {
      console.error('upload failed', error)
    }
  }

  async drain(): Promise<void> {
    this.#isClosed = true
    await Promise.all(this.#running)
  }
}

export const subject: Subject<QueueOutlivesShutdown> = {
  name: 'queue-outlives-shutdown',
  ownership: 'owned',
  intervalMs: 1000,
  create: ({ work }) => new QueueOutlivesShutdown(work),
  submit: (uploads, file) => uploads.add(file),
  shutdown: (uploads) => uploads.drain(),
  profile: 'graceful',
  capabilities: { concurrency: AT_ONCE, backlog: true, finalRun: 'until-empty' },
}
