import type { Subject, SubjectContext } from '../../harness/model/subject.ts'

/** Rotates log files in one turn, keeps every promise of the full pattern, and re-arms its own timer. */
class LogRotation implements Disposable, AsyncDisposable {
  readonly #context: SubjectContext
  readonly #everyMs: number
  #timer: NodeJS.Timeout | undefined
  #state: 'rotating' | 'shut down' | 'dropped' = 'rotating'

  constructor(context: SubjectContext, everyMs: number) {
    this.#context = context
    this.#everyMs = everyMs
    this.#arm()
  }

  #arm(): void {
    this.#timer = setTimeout(() => {
      this.#rotate()
      if (this.#state === 'rotating') this.#arm()
    }, this.#everyMs)
  }

  #rotate(): void {
    try {
      void this.#context.work()
    } catch (error) {
      try {
        this.#context.logger.error('log not rotated', error)
      } catch {
        // The log may be the very thing that is broken.
      }
    }
  }

  async shutdown(): Promise<void> {
    if (this.#state !== 'rotating') return
    this.#state = 'shut down'
    clearTimeout(this.#timer)
    this.#context.logger.info('log rotation shut down')
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.shutdown()
  }

  [Symbol.dispose](): void {
    if (this.#state !== 'rotating') return
    this.#state = 'dropped'
    clearTimeout(this.#timer)
    this.#context.logger.warn('LogRotation dropped; call await rotation.shutdown() instead')
  }
}

export const subject: Subject<LogRotation> = {
  name: 'LogRotation',
  ownership: 'owned',
  intervalMs: 1000,
  create: (context) => new LogRotation(context, 1000),
  capabilities: { work: 'sync' },
}
