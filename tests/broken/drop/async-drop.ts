/** Breaks DROP-02: dispose is an async function that aborts after its first await. Also DROP-07. */
import type { SubjectContext, Subject } from '../../../harness/model/subject.ts'

class AsyncDrop {
  readonly #probe: SubjectContext
  readonly #abort = new AbortController()
  readonly #timer: NodeJS.Timeout
  #idle: Promise<void> | undefined
  #shutdown: Promise<void> | undefined
  #disposed = false

  constructor(probe: SubjectContext, intervalMs: number) {
    this.#probe = probe
    this.#timer = setInterval(() => {
      if (this.#idle || this.#disposed) return
      let settle = (): void => {}
      this.#idle = new Promise((resolve) => {
        settle = resolve
      })
      void this.#run().then(() => {
        this.#idle = undefined
        settle()
      })
    }, intervalMs)
  }

  async #run(): Promise<void> {
    try {
      await this.#probe.work(this.#abort.signal)
    } catch (error) {
      if (!this.#disposed) this.#probe.logger.error('run failed', error)
    }
  }

  async shutdown(): Promise<void> {
    if (this.#disposed) return
    this.#shutdown ??= this.#stop()
    await this.#shutdown
  }

  async #stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#idle
    this.#probe.logger.info('shut down')
  }

  async [Symbol.dispose](): Promise<void> {
    if (this.#disposed || this.#shutdown) return
    this.#disposed = true
    await Promise.resolve()
    clearInterval(this.#timer)
    this.#abort.abort()
    this.#probe.logger.warn('dropped without shutdown()')
  }
}

export const subject: Subject<AsyncDrop> = {
  name: 'async-drop',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => new AsyncDrop(probe, 1000),
}
