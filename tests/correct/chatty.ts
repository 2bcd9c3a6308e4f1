import { setTimeout as sleep } from 'node:timers/promises'
import type { SubjectContext, Subject } from '../../harness/model/subject.ts'

/** Says what it does: a line when it starts, one for each run, two when it goes. */
class AuditTrail {
  #runs = 0
  #failures = 0
  #closing: Promise<void> | undefined
  readonly #stop = new AbortController()
  readonly #abort = new AbortController()
  readonly #probe: SubjectContext
  readonly #loop: Promise<void>

  constructor(probe: SubjectContext, intervalMs: number) {
    this.#probe = probe
    probe.logger.info(`audit trail: starting, every ${intervalMs} ms`)
    this.#loop = this.#audit(intervalMs)
  }

  async #audit(intervalMs: number): Promise<void> {
    while (!this.#stop.signal.aborted) {
      await sleep(intervalMs, undefined, { signal: this.#stop.signal }).catch(() => {})
      if (this.#stop.signal.aborted) return
      const run = ++this.#runs
      try {
        await this.#probe.work(this.#abort.signal)
        if (!this.#abort.signal.aborted) this.#probe.logger.info(`audit trail: run ${run} done`)
      } catch (cause) {
        this.#fail(run, cause)
      }
    }
  }

  #fail(run: number, cause: unknown): void {
    if (this.#abort.signal.aborted) return
    this.#failures += 1
    try {
      this.#probe.logger.error(`audit trail: run ${run} failed`, cause)
    } catch {
      // Counted all the same.
    }
  }

  shutdown(): Promise<void> {
    if (this.#abort.signal.aborted) return Promise.resolve()
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    this.#probe.logger.info('audit trail: shutting down')
    this.#stop.abort()
    await this.#loop
    this.#probe.logger.info(`audit trail: complete, ${this.#runs} runs, ${this.#failures} failed`)
  }

  [Symbol.dispose](): void {
    if (this.#closing || this.#abort.signal.aborted) return
    this.#stop.abort()
    this.#abort.abort()
    this.#probe.logger.warn('audit trail: dropped without shutdown(), aborting')
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.shutdown()
  }
}

export const subject: Subject<AuditTrail> = {
  name: 'AuditTrail',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => new AuditTrail(probe, 1000),
}
