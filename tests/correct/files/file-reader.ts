import type { SubjectContext } from '../../../harness/model/subject.ts'

/** Reads a file whenever it has changed: at once, or after the read in flight. */
export abstract class FileReader {
  readonly #context: SubjectContext
  readonly #abort = new AbortController()
  #reading: Promise<void> | undefined
  #isStale = false
  #finished: Promise<void> | undefined

  constructor(context: SubjectContext) {
    this.#context = context
    this.watch()
  }

  /** Whether it begins a run although it was told to stop while it read. */
  protected readonly isHasty: boolean = false

  protected abstract watch(): void
  protected abstract unwatch(): void
  protected abstract read(): Promise<void>

  protected readonly noteChange = (): void => {
    this.#isStale = true
    this.#reading ??= this.#readAll().finally(() => {
      this.#reading = undefined
    })
  }

  get #isOver(): boolean {
    return this.#finished !== undefined || this.#abort.signal.aborted
  }

  async #readAll(): Promise<void> {
    while (this.#isStale && !this.#isOver) {
      this.#isStale = false
      try {
        await this.read()
        if (!this.#isOver || this.isHasty) await this.#context.work(this.#abort.signal)
      } catch (error) {
        if (!this.#abort.signal.aborted) this.#log('error', 'file not read', error)
      }
    }
  }

  #log(level: 'info' | 'warn' | 'error', ...args: [string, unknown?]): void {
    try {
      this.#context.logger[level](...args)
    } catch {
      // A line that is lost does no harm to the file.
    }
  }

  shutdown(): Promise<void> {
    if (!this.#abort.signal.aborted) this.#finished ??= this.#finish()
    return this.#finished ?? Promise.resolve()
  }

  async #finish(): Promise<void> {
    this.unwatch()
    await this.#reading
    this.#log('info', 'file reader stopped')
  }

  [Symbol.dispose](): void {
    if (this.#isOver) return
    this.#abort.abort()
    this.unwatch()
    this.#log('warn', 'file reader dropped; call await reader.shutdown() instead')
  }
}
