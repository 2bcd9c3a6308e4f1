import type { SubjectContext, Subject } from '../../harness/model/subject.ts'

/** Does not await the run: shutdown looks at the busy flag, once per turn of the event loop. */
class IndexCompactor {
  readonly #probe: SubjectContext
  readonly #timer: NodeJS.Timeout
  readonly #controller = new AbortController()
  #busy = false
  #dropped = false
  #stopped: Promise<void> | undefined

  constructor(probe: SubjectContext, intervalMs: number) {
    this.#probe = probe
    this.#timer = setInterval(() => {
      if (!this.#busy) void this.#compact()
    }, intervalMs)
  }

  async #compact(): Promise<void> {
    this.#busy = true
    try {
      await this.#probe.work(this.#controller.signal)
    } catch (error) {
      if (!this.#dropped) this.#complain(error)
    }
    this.#busy = false
  }

  #complain(error: unknown): void {
    try {
      this.#probe.logger.error('compaction failed', error)
    } catch {
      // The index stays as it is.
    }
  }

  async shutdown(): Promise<void> {
    if (this.#dropped) return
    await (this.#stopped ??= this.#stop())
  }

  async #stop(): Promise<void> {
    clearInterval(this.#timer)
    while (this.#busy) await new Promise((resolve) => setImmediate(resolve))
    this.#probe.logger.info('index compactor stopped')
  }

  [Symbol.dispose](): void {
    if (this.#dropped || this.#stopped) return
    this.#dropped = true
    clearInterval(this.#timer)
    this.#controller.abort()
    this.#probe.logger.warn('IndexCompactor dropped; await shutdown() instead')
  }
}

export const subject: Subject<IndexCompactor> = {
  name: 'IndexCompactor',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => new IndexCompactor(probe, 1000),
}
