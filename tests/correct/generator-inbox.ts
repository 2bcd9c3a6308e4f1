import type { Subject, SubjectContext } from '../../harness/model/subject.ts'

/** An async generator hands out what arrives; it returns once the inbox is closed and empty. */
class Inbox {
  readonly #letters: unknown[] = []
  readonly #reading: Promise<void>
  #wake = (): void => {}
  #isClosed = false

  constructor(work: SubjectContext['work']) {
    this.#reading = this.#read(work)
  }

  async *#arriving(): AsyncGenerator {
    for (;;) {
      while (this.#letters.length > 0) yield this.#letters.shift()
      if (this.#isClosed) return
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }

  async #read(work: SubjectContext['work']): Promise<void> {
    for await (const letter of this.#arriving()) {
      try {
        await work(undefined, letter)
      } catch (error) {
        console.error('letter not read', error)
      }
    }
  }

  put(letter: unknown): void {
    if (this.#isClosed) throw new Error('the inbox is closed')
    this.#letters.push(letter)
    this.#wake()
  }

  close(): Promise<void> {
    this.#isClosed = true
    this.#wake()
    return this.#reading
  }
}

export const subject: Subject<Inbox> = {
  name: 'Inbox',
  ownership: 'owned',
  intervalMs: 1000,
  create: ({ work }) => new Inbox(work),
  submit: (inbox, letter) => inbox.put(letter),
  shutdown: (inbox) => inbox.close(),
  profile: 'graceful',
  capabilities: { backlog: true, finalRun: 'until-empty' },
}
