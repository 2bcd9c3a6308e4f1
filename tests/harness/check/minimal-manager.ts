import type { SubjectContext, Subject } from '../../../harness/model/subject.ts'

/** A conforming manager in few lines, for tests that need one and no particular one. */
export class MinimalManager {
  readonly #abort = new AbortController()
  readonly #probe: SubjectContext
  #timer: NodeJS.Timeout | undefined
  #run: Promise<void> | undefined
  #end: Promise<void> | undefined

  constructor(probe: SubjectContext, intervalMs: number) {
    this.#probe = probe
    this.#timer = setInterval(() => this.#tick(), intervalMs)
  }

  #tick(): void {
    if (this.#run !== undefined) return
    let end: () => void = () => {}
    this.#run = new Promise((resolve) => {
      end = resolve
    })
    void this.#work().then(() => {
      this.#run = undefined
      end()
    })
  }

  async #work(): Promise<void> {
    try {
      await this.#probe.work(this.#abort.signal)
    } catch (error) {
      if (!this.#abort.signal.aborted) this.#probe.logger.error('run failed', error)
    }
  }

  shutdown(): Promise<void> {
    this.#end ??= this.#abort.signal.aborted ? Promise.resolve() : this.#stop()
    return this.#end
  }

  async #stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#run
    this.#probe.logger.info('shutdown complete')
  }

  [Symbol.dispose](): void {
    if (this.#end !== undefined || this.#abort.signal.aborted) return
    clearInterval(this.#timer)
    this.#abort.abort()
    this.#probe.logger.warn('dropped without shutdown()')
  }
}

/** A subject on {@link MinimalManager}, with whatever a test changes. */
export function createSubject(
  changes: Partial<Subject<MinimalManager>> = {},
): Subject<MinimalManager> {
  return {
    name: 'Minimal',
    ownership: 'owned',
    intervalMs: 1000,
    create: (probe) => new MinimalManager(probe, 1000),
    ...changes,
  }
}
