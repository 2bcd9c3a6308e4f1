import type { SubjectContext, Subject } from '../../harness/model/subject.ts'

/** `setInterval`; a tick that finds the previous beat still in flight is skipped. */
class Heartbeat {
  readonly #probe: SubjectContext
  readonly #abort = new AbortController()
  readonly #timer: NodeJS.Timeout
  #busy = false
  #dropped = false
  #waiting: (() => void)[] = []
  #stopped: Promise<void> | undefined

  constructor(probe: SubjectContext, intervalMs: number) {
    this.#probe = probe
    this.#timer = setInterval(() => void this.#beat(), intervalMs)
  }

  async #beat(): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    try {
      await this.#probe.work(this.#abort.signal)
    } catch (error) {
      this.#report(error)
    } finally {
      this.#busy = false
      for (const wake of this.#waiting.splice(0)) wake()
    }
  }

  #report(error: unknown): void {
    if (this.#abort.signal.aborted) return
    try {
      this.#probe.logger.error('heartbeat failed', error)
    } catch {
      // A broken logger must not stop the heart.
    }
  }

  shutdown(): Promise<void> {
    this.#stopped ??= this.#stop()
    return this.#stopped
  }

  async #stop(): Promise<void> {
    if (this.#dropped) return
    clearInterval(this.#timer)
    if (this.#busy) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    this.#probe.logger.info('heartbeat stopped')
  }

  [Symbol.dispose](): void {
    if (this.#dropped || this.#stopped) return
    this.#dropped = true
    clearInterval(this.#timer)
    this.#abort.abort()
    this.#probe.logger.warn('Heartbeat dropped while alive; `await heartbeat.shutdown()` first')
  }
}

export const subject: Subject<Heartbeat> = {
  name: 'Heartbeat',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => new Heartbeat(probe, 1000),
}
