import { setTimeout as sleep } from 'node:timers/promises'
import type { Subject, SubjectContext } from '../../harness/model/subject.ts'

/** Opens a connection for each run and closes it again; a close that fails is a failure of that run. */
class Replicator {
  readonly #context: SubjectContext
  readonly #stop = new AbortController()
  readonly #cut = new AbortController()
  readonly #loop: Promise<void>
  #stopped: Promise<void> | undefined

  constructor(context: SubjectContext, everyMs: number) {
    this.#context = context
    this.#loop = this.#repeat(everyMs)
  }

  async #repeat(everyMs: number): Promise<void> {
    const { signal } = this.#stop
    while (!signal.aborted) {
      await sleep(everyMs, undefined, { signal }).catch(() => {})
      if (signal.aborted) return
      try {
        await this.#copy()
      } catch (error) {
        if (!this.#cut.signal.aborted) this.#report(error)
      }
    }
  }

  async #copy(): Promise<void> {
    const connection = this.#context.resource('connection')
    try {
      connection.use()
      await this.#context.work(this.#cut.signal)
    } finally {
      await connection.close()
    }
  }

  #report(error: unknown): void {
    try {
      this.#context.logger.error('replication failed', error)
    } catch {
      // The next run is as good without the line.
    }
  }

  shutdown(): Promise<void> {
    if (this.#cut.signal.aborted) return Promise.resolve()
    this.#stop.abort()
    this.#stopped ??= this.#loop.then(() => this.#context.logger.info('replicator stopped'))
    return this.#stopped
  }

  [Symbol.dispose](): void {
    if (this.#stop.signal.aborted) return
    this.#stop.abort()
    this.#cut.abort()
    this.#context.logger.warn('Replicator dropped without shutdown()')
  }
}

export const subject: Subject<Replicator> = {
  name: 'Replicator',
  ownership: 'owned',
  intervalMs: 1000,
  create: (context) => new Replicator(context, 1000),
}
