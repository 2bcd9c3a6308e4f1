import type { Subject, SubjectContext } from '../../harness/model/subject.ts'

const LIMIT_MS = 5000

/** Gives a run five seconds. A run that ignores its signal keeps that limit armed, also after a drop. */
class GuardedWorker {
  readonly #context: SubjectContext
  readonly #everyMs: number
  readonly #cut = new AbortController()
  readonly #loop: Promise<void>
  #timer: NodeJS.Timeout | undefined
  #isStopping = false
  #stopped: Promise<void> | undefined
  #wake: () => void = () => {}

  constructor(context: SubjectContext, everyMs: number) {
    this.#context = context
    this.#everyMs = everyMs
    this.#loop = this.#repeat()
  }

  async #repeat(): Promise<void> {
    while (!this.#isStopping) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve
        this.#timer = setTimeout(resolve, this.#everyMs)
      })
      if (!this.#isStopping) await this.#run()
    }
  }

  async #run(): Promise<void> {
    const run = new AbortController()
    const forward = (): void => run.abort()
    this.#cut.signal.addEventListener('abort', forward)
    let limit: NodeJS.Timeout | undefined
    try {
      const work = (async () => this.#context.work(run.signal))()
      // What is given up may still fail, when nobody waits for it.
      work.catch(() => {})
      await Promise.race([
        work,
        new Promise((_, reject) => {
          limit = setTimeout(() => {
            run.abort()
            reject(new Error(`the run took longer than ${LIMIT_MS} ms`))
          }, LIMIT_MS)
        }),
      ])
    } catch (error) {
      if (!this.#cut.signal.aborted) this.#report(error)
    } finally {
      clearTimeout(limit)
      this.#cut.signal.removeEventListener('abort', forward)
    }
  }

  #report(error: unknown): void {
    try {
      this.#context.logger.error('run failed', error)
    } catch {
      // The loop goes on without the line.
    }
  }

  #end(): void {
    this.#isStopping = true
    clearTimeout(this.#timer)
    this.#wake()
  }

  shutdown(): Promise<void> {
    if (this.#cut.signal.aborted) return Promise.resolve()
    this.#end()
    this.#stopped ??= this.#loop.then(() => this.#context.logger.info('guarded worker stopped'))
    return this.#stopped
  }

  [Symbol.dispose](): void {
    if (this.#isStopping) return
    this.#end()
    this.#cut.abort()
    this.#context.logger.warn('GuardedWorker dropped without shutdown()')
  }
}

export const subject: Subject<GuardedWorker> = {
  name: 'GuardedWorker',
  ownership: 'owned',
  intervalMs: 1000,
  create: (context) => new GuardedWorker(context, 1000),
  capabilities: { runLimitMs: LIMIT_MS },
}
