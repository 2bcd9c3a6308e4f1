import type { Subject, SubjectContext } from '../../harness/model/subject.ts'

const DEBOUNCE_MS = 100

/** Has a timer only while there is something to write; shutdown() writes what still waits. */
class SettingsWriter {
  readonly #work: SubjectContext['work']
  #changes: unknown[] = []
  #timer: NodeJS.Timeout | undefined
  #writing: Promise<void> = Promise.resolve()
  #isClosed = false

  constructor(work: SubjectContext['work']) {
    this.#work = work
  }

  change(setting: unknown): void {
    if (this.#isClosed) throw new Error('settings are read-only now')
    this.#changes.push(setting)
    this.#timer ??= setTimeout(() => this.#write(), DEBOUNCE_MS)
  }

  #write(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#changes.length === 0) return
    const changes = this.#changes.splice(0)
    this.#writing = this.#writing
      .then(() => this.#work(undefined, changes))
      .catch((error: unknown) => console.error('settings not written', error))
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#write()
    await this.#writing
  }
}

export const subject: Subject<SettingsWriter> = {
  name: 'SettingsWriter',
  ownership: 'owned',
  intervalMs: 1000,
  create: ({ work }) => new SettingsWriter(work),
  submit: (writer, setting) => writer.change(setting),
  shutdown: (writer) => writer.close(),
  profile: 'graceful',
  capabilities: { backlog: true, finalRun: 'until-empty' },
}
