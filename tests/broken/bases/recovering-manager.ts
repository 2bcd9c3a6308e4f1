import type { Subject, SubjectContext } from '../../../harness/model/subject.ts'

const INTERVAL_MS = 10

/** A correct owned manager that holds something real, and opens it anew after a failed run. */
export abstract class RecoveringManager<Line> implements Disposable {
  protected readonly context: SubjectContext
  protected line: Line | undefined
  protected isEnded = false
  protected running: Promise<void> | undefined
  readonly #abort = new AbortController()
  #timer: NodeJS.Timeout | undefined
  #shutdown: Promise<void> | undefined

  constructor(context: SubjectContext) {
    this.context = context
  }

  protected abstract connect(): Promise<Line>
  protected abstract disconnect(line: Line): Promise<unknown>

  async open(): Promise<this> {
    this.line = await this.connect()
    this.arm()
    return this
  }

  protected arm(): void {
    this.#timer = setTimeout(() => {
      this.running = this.#run()
    }, INTERVAL_MS)
  }

  async #run(): Promise<void> {
    try {
      await this.context.work(this.#abort.signal)
    } catch (error) {
      if (this.#abort.signal.aborted) return
      this.context.logger.error('run failed', error)
      if (!this.isEnded) await this.recover()
    }
    if (!this.isEnded) this.arm()
  }

  protected async recover(): Promise<void> {
    const { line } = this
    this.line = undefined
    if (line !== undefined) await this.disconnect(line)
    if (this.isEnded) return
    const next = await this.connect()
    // Whoever ended the task meanwhile did not know of it.
    if (this.isEnded) await this.disconnect(next)
    else this.line = next
  }

  shutdown(): Promise<void> {
    if (this.#abort.signal.aborted) return Promise.resolve()
    this.#shutdown ??= this.#finish()
    return this.#shutdown
  }

  async #finish(): Promise<void> {
    this.isEnded = true
    clearTimeout(this.#timer)
    await this.settle()
    this.context.logger.info('closed')
  }

  protected async settle(): Promise<void> {
    await this.running
    if (this.line !== undefined) await this.disconnect(this.line)
  }

  [Symbol.dispose](): void {
    if (this.isEnded) return
    this.isEnded = true
    clearTimeout(this.#timer)
    this.#abort.abort()
    if (this.line !== undefined) void this.disconnect(this.line)
    this.context.logger.warn('dropped: call shutdown()')
  }
}

/** Makes a subject in real time of a class of managers. */
export function recoveringSubject<Line>(
  name: string,
  Manager: new (context: SubjectContext) => RecoveringManager<Line>,
): Subject<RecoveringManager<Line>> {
  return {
    name,
    ownership: 'owned',
    clock: 'real',
    intervalMs: INTERVAL_MS,
    create: (context) => new Manager(context).open(),
  }
}
