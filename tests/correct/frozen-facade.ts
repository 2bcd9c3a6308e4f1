import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises'
import type { SubjectContext, Subject } from '../../harness/model/subject.ts'

interface Facade extends Disposable {
  readonly shutdown: () => Promise<void>
}

/** Yields one turn of the event loop between sleep and work; all that is seen of it is frozen. */
class Compactor {
  #stop = new AbortController()
  #abort = new AbortController()
  #loop: Promise<void>
  #bye: Promise<void> | undefined
  #probe: SubjectContext

  constructor(probe: SubjectContext, intervalMs: number) {
    this.#probe = probe
    this.#loop = this.#compactEvery(intervalMs)
    Object.freeze(this)
  }

  async #compactEvery(intervalMs: number): Promise<void> {
    const { signal } = this.#stop
    try {
      for (;;) {
        await sleep(intervalMs, undefined, { signal })
        await turn(undefined, { signal })
        if (signal.aborted) return
        await this.#compact()
        await turn(undefined, { signal })
      }
    } catch {
      // Only the waits throw, when the signal aborts them.
    }
  }

  async #compact(): Promise<void> {
    try {
      await this.#probe.work(this.#abort.signal)
    } catch (error) {
      if (this.#abort.signal.aborted) return
      try {
        this.#probe.logger.error('compaction failed', error)
      } catch {
        // Compact again later.
      }
    }
  }

  shutdown(): Promise<void> {
    if (this.#abort.signal.aborted) return this.#loop
    this.#stop.abort()
    this.#bye ??= this.#loop.then(() => this.#probe.logger.info('compactor: shutdown done'))
    return this.#bye
  }

  drop(): void {
    if (this.#stop.signal.aborted) return
    this.#stop.abort()
    this.#abort.abort()
    this.#probe.logger.warn('compactor: dropped, not shutdown')
  }
}

/** Private fields do not travel through a Proxy: it hands out bound functions instead. */
function createFacade(probe: SubjectContext): Facade {
  const compactor = new Compactor(probe, 1000)
  const members: Record<PropertyKey, unknown> = {
    shutdown: () => compactor.shutdown(),
    [Symbol.dispose]: () => compactor.drop(),
  }
  return new Proxy(Object.freeze(Object.create(null)), {
    get: (_target, key) => members[key],
    has: (_target, key) => key in members,
    set: () => false,
    defineProperty: () => false,
  }) as Facade
}

export const subject: Subject<Facade> = {
  name: 'Compactor',
  ownership: 'owned',
  intervalMs: 1000,
  create: createFacade,
}
