import { AsyncLocalStorage } from 'node:async_hooks'
import type { SubjectContext, Subject } from '../../harness/model/subject.ts'

/** Set while a sweep runs, so that a sweep which awaits `shutdown()` is not made to await itself. */
const insideSweep = new AsyncLocalStorage<CacheSweeper>()

/** A `setTimeout` that re-arms itself once the sweep is over. */
class CacheSweeper implements AsyncDisposable, Disposable {
  readonly #probe: SubjectContext
  readonly #intervalMs: number
  readonly #abort = new AbortController()
  #timer: NodeJS.Timeout | undefined
  #sweeping: Promise<void> | undefined
  #closed: Promise<void> | undefined
  #dropped = false

  constructor(probe: SubjectContext, intervalMs: number) {
    this.#probe = probe
    this.#intervalMs = intervalMs
    this.#arm()
  }

  #arm(): void {
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      let release = (): void => {}
      // Pending before the work is called: the work may itself call shutdown().
      this.#sweeping = new Promise((resolve) => {
        release = resolve
      })
      void this.#sweep().then(() => {
        this.#sweeping = undefined
        if (!this.#closed && !this.#dropped) this.#arm()
        release()
      })
    }, this.#intervalMs)
  }

  async #sweep(): Promise<void> {
    try {
      await insideSweep.run(this, () => this.#probe.work(this.#abort.signal))
    } catch (error) {
      if (this.#dropped) return
      try {
        this.#probe.logger.error('sweep failed', error)
      } catch {
        // Nobody is left to tell.
      }
    }
  }

  async shutdown(): Promise<void> {
    if (this.#dropped) return
    this.#closed ??= this.#close()
    if (insideSweep.getStore() !== this) await this.#closed
  }

  async #close(): Promise<void> {
    clearTimeout(this.#timer)
    await this.#sweeping
    this.#probe.logger.info('cache sweeper shut down')
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.shutdown()
  }

  [Symbol.dispose](): void {
    if (this.#dropped || this.#closed) return
    this.#dropped = true
    clearTimeout(this.#timer)
    this.#abort.abort(new Error('cache sweeper was dropped'))
    this.#probe.logger.warn('CacheSweeper dropped without shutdown() - aborting')
  }
}

export const subject: Subject<CacheSweeper> = {
  name: 'CacheSweeper',
  ownership: 'owned',
  intervalMs: 300_000,
  create: (probe) => new CacheSweeper(probe, 300_000),
}
