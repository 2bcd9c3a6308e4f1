import type { SubjectContext, Subject } from '../../harness/model/subject.ts'

const RUNNING = 0
const SHUTDOWN = 1
const ABORTED = 2

/** One atomic word says what the poller has to do; it looks every tenth of the interval. */
class RingDrainer {
  readonly #word = new Int32Array(new SharedArrayBuffer(4))
  readonly #probe: SubjectContext
  readonly #abort = new AbortController()
  readonly #poll: NodeJS.Timeout
  readonly #ended: Promise<void>
  #end = (): void => {}
  #polls = 0
  #draining = false

  constructor(probe: SubjectContext, intervalMs: number) {
    this.#probe = probe
    this.#ended = new Promise((resolve) => {
      this.#end = resolve
    })
    this.#poll = setInterval(() => void this.#look(), intervalMs / 10)
  }

  async #look(): Promise<void> {
    if (this.#draining) return
    if (Atomics.load(this.#word, 0) === SHUTDOWN) {
      clearInterval(this.#poll)
      this.#probe.logger.info('ring drainer has shut down')
      this.#end()
      return
    }
    this.#polls += 1
    if (this.#polls % 10 !== 0) return
    this.#draining = true
    try {
      await this.#probe.work(this.#abort.signal)
    } catch (cause) {
      if (Atomics.load(this.#word, 0) !== ABORTED) this.#report(cause)
    }
    this.#draining = false
  }

  #report(cause: unknown): void {
    try {
      this.#probe.logger.error('ring not drained', cause)
    } catch {
      // Drain again later.
    }
  }

  async shutdown(): Promise<void> {
    if (Atomics.compareExchange(this.#word, 0, RUNNING, SHUTDOWN) === ABORTED) return
    await this.#ended
  }

  [Symbol.dispose](): void {
    if (Atomics.compareExchange(this.#word, 0, RUNNING, ABORTED) !== RUNNING) return
    clearInterval(this.#poll)
    this.#abort.abort()
    this.#probe.logger.warn('RingDrainer dropped: aborted, since shutdown() was not called')
  }
}

export const subject: Subject<RingDrainer> = {
  name: 'RingDrainer',
  ownership: 'owned',
  intervalMs: 20_000,
  create: (probe) => new RingDrainer(probe, 20_000),
}
