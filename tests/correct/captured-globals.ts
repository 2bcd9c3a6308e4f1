import type { SubjectContext, Subject } from '../../harness/model/subject.ts'

// Taken before anyone can replace them, as libraries do that must survive a test's fake timers.
const { setTimeout, clearTimeout, setImmediate, clearImmediate } = globalThis

/** Hops through an immediate after each nap, so that I/O gets its turn before the work. */
class WalFlusher {
  #nap: NodeJS.Timeout | undefined
  #hop: NodeJS.Immediate | undefined
  #flushing = false
  #over = false
  #waiters: Waiter[] = []
  readonly #abort = new AbortController()
  readonly #probe: SubjectContext
  readonly #intervalMs: number
  #state: 'on' | 'off' | 'dropped' = 'on'

  constructor(probe: SubjectContext, intervalMs: number) {
    this.#probe = probe
    this.#intervalMs = intervalMs
    this.#rest()
  }

  #rest(): void {
    this.#nap = setTimeout(() => {
      this.#hop = setImmediate(() => void this.#flush())
    }, this.#intervalMs)
  }

  #cancel(): void {
    clearTimeout(this.#nap)
    clearImmediate(this.#hop)
  }

  async #flush(): Promise<void> {
    this.#flushing = true
    try {
      await this.#probe.work(this.#abort.signal)
    } catch (cause) {
      if (this.#state !== 'dropped') this.#probe.logger.error('flush failed', cause)
    }
    this.#flushing = false
    if (this.#state === 'on') this.#rest()
    if (this.#state === 'off') this.#end()
  }

  #end(): void {
    this.#over = true
    this.#probe.logger.info('flusher shut down')
    for (const waiter of this.#waiters.splice(0)) waiter.resolve()
  }

  shutdown(): Promise<void> {
    if (this.#state === 'on') {
      this.#state = 'off'
      this.#cancel()
      if (!this.#flushing) this.#end()
    }
    if (this.#over || this.#state === 'dropped') return Promise.resolve()
    return new Promise((resolve) => this.#waiters.push({ resolve }))
  }

  [Symbol.dispose](): void {
    if (this.#state !== 'on') return
    this.#state = 'dropped'
    this.#cancel()
    this.#abort.abort()
    this.#probe.logger.warn('WalFlusher dropped: shutdown() would have flushed')
  }
}

interface Waiter {
  resolve(): void
}

export const subject: Subject<WalFlusher> = {
  name: 'WalFlusher',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => new WalFlusher(probe, 1000),
}
