import { scheduler } from 'node:timers/promises'
import type { SubjectContext, Subject } from '../../harness/model/subject.ts'

/** Shuts down on SIGTERM too, and takes its listener away with it. */
class SpoolSweeper {
  readonly #stop = new AbortController()
  readonly #abort = new AbortController()
  readonly #probe: SubjectContext
  readonly #loop: Promise<void>
  readonly #onSigterm = (): void => void this.shutdown()
  #leaving: Promise<void> | undefined

  constructor(probe: SubjectContext, intervalMs: number) {
    this.#probe = probe
    process.on('SIGTERM', this.#onSigterm)
    this.#loop = this.#sweep(intervalMs)
  }

  async #sweep(intervalMs: number): Promise<void> {
    const { signal } = this.#stop
    for (;;) {
      try {
        await scheduler.wait(intervalMs, { signal })
      } catch {
        return
      }
      if (signal.aborted) return
      try {
        await this.#probe.work(this.#abort.signal)
      } catch (error) {
        this.#complain(error)
      }
      if (signal.aborted) return
    }
  }

  #complain(error: unknown): void {
    if (this.#abort.signal.aborted) return
    try {
      this.#probe.logger.error('spool not swept', error)
    } catch {
      // Sweep again next time.
    }
  }

  shutdown(): Promise<void> {
    if (this.#abort.signal.aborted) return Promise.resolve()
    this.#stop.abort()
    this.#leaving ??= this.#leave()
    return this.#leaving
  }

  async #leave(): Promise<void> {
    await this.#loop
    process.off('SIGTERM', this.#onSigterm)
    this.#probe.logger.info('spool sweeper: shutdown complete')
  }

  [Symbol.dispose](): void {
    if (this.#stop.signal.aborted) return
    process.off('SIGTERM', this.#onSigterm)
    this.#stop.abort()
    this.#abort.abort()
    this.#probe.logger.warn('spool sweeper: dropped without shutdown()')
  }
}

export const subject: Subject<SpoolSweeper> = {
  name: 'SpoolSweeper',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => new SpoolSweeper(probe, 1000),
}
