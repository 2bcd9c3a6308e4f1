import type { Subject, SubjectContext } from '../../harness/model/subject.ts'

interface Entry {
  readonly job: unknown
  resolve(this: void): void
  reject(this: void, reason: unknown): void
}

/** The full pattern, but for log lines about failed jobs: whoever submitted one gets its rejection. */
class RenderQueue implements Disposable {
  readonly #context: SubjectContext
  readonly #abort = new AbortController()
  readonly #entries: Entry[] = []
  #rendering: Promise<void> | undefined
  #down: Promise<void> | undefined

  constructor(context: SubjectContext) {
    this.#context = context
  }

  render(job: unknown): Promise<void> {
    if (this.#down ?? this.#abort.signal.aborted)
      return Promise.reject(new Error('RenderQueue takes no more jobs'))
    const done = new Promise<void>((resolve, reject) => {
      this.#entries.push({ job, resolve, reject })
    })
    this.#rendering ??= this.#renderAll()
    return done
  }

  async #renderAll(): Promise<void> {
    await Promise.resolve()
    for (let entry = this.#entries.shift(); entry; entry = this.#entries.shift()) {
      try {
        await this.#context.work(this.#abort.signal, entry.job)
        entry.resolve()
      } catch (error) {
        entry.reject(error)
      }
    }
    this.#rendering = undefined
  }

  shutdown(): Promise<void> {
    if (this.#abort.signal.aborted) return Promise.resolve()
    this.#down ??= this.#end()
    return this.#down
  }

  async #end(): Promise<void> {
    await this.#rendering
    this.#context.logger.info('render queue shut down')
  }

  [Symbol.dispose](): void {
    if (this.#down ?? this.#abort.signal.aborted) return
    this.#abort.abort()
    const lost = this.#entries.splice(0)
    for (const { reject } of lost) reject(new Error('RenderQueue was dropped'))
    this.#context.logger.warn(`RenderQueue dropped with ${lost.length} jobs; use shutdown()`)
  }
}

export const subject: Subject<RenderQueue> = {
  name: 'RenderQueue',
  ownership: 'owned',
  intervalMs: 1000,
  create: (context) => new RenderQueue(context),
  submit: (queue, job) => queue.render(job),
  capabilities: { backlog: true, finalRun: 'until-empty' },
}
