import type { Subject, SubjectContext } from '../../harness/model/subject.ts'

/** `await using` is the only way to end it: it has no method of a name. */
class Presence implements AsyncDisposable {
  readonly #work: SubjectContext['work']
  readonly #timer: NodeJS.Timeout
  #beat: Promise<void> | undefined
  #isOver = false

  constructor(work: SubjectContext['work'], everyMs: number) {
    this.#work = work
    this.#timer = setInterval(() => {
      this.#beat ??= this.#announce()
    }, everyMs)
  }

  async #announce(): Promise<void> {
    await Promise.resolve()
    try {
      if (!this.#isOver) await this.#work()
    } catch (error) {
      console.error('presence not announced', error)
    } finally {
      this.#beat = undefined
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isOver = true
    clearInterval(this.#timer)
    await this.#beat
  }
}

export const subject: Subject<Presence> = {
  name: 'Presence',
  ownership: 'owned',
  intervalMs: 1000,
  create: ({ work }) => new Presence(work, 1000),
  profile: 'graceful',
}
