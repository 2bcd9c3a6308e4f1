import type { Subject, SubjectContext } from '../../harness/model/subject.ts'

const AT_ONCE = 3

/** Does up to three uploads at once, and waits at the end until the last one is through. */
class Uploads {
  readonly #work: SubjectContext['work']
  readonly #waiting: unknown[] = []
  readonly #running = new Set<Promise<void>>()
  #isClosed = false

  constructor(work: SubjectContext['work']) {
    this.#work = work
  }

  /** @returns `false` once the uploads are closed */
  add(file: unknown): boolean {
    if (this.#isClosed) return false
    this.#waiting.push(file)
    this.#startNext()
    return true
  }

  #startNext(): void {
    if (this.#running.size >= AT_ONCE || this.#waiting.length === 0) return
    const upload = this.#upload(this.#waiting.shift())
    this.#running.add(upload)
    void upload.then(() => {
      this.#running.delete(upload)
      this.#startNext()
    })
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
    while (this.#running.size > 0) await Promise.race(this.#running)
  }
}

export const subject: Subject<Uploads> = {
  name: 'Uploads',
  ownership: 'owned',
  intervalMs: 1000,
  create: ({ work }) => new Uploads(work),
  submit: (uploads, file) => uploads.add(file),
  shutdown: (uploads) => uploads.drain(),
  profile: 'graceful',
  capabilities: { concurrency: AT_ONCE, backlog: true, finalRun: 'until-empty' },
}
