import { AsyncLocalStorage } from 'node:async_hooks'
import type { SubjectContext, Subject } from '../../harness/model/subject.ts'

type Outcome = 'graceful' | 'forced'

/** The longest delay a timer takes without wrapping round to 1 ms. */
const MAX_DELAY_MS = 2 ** 31 - 1

/** Both extensions: a bounded shutdown, and a cleanup that runs once the loop is over. */
class ReplicaSync implements Disposable, AsyncDisposable {
  readonly #probe: SubjectContext
  readonly #timer: NodeJS.Timeout
  readonly #abort = new AbortController()
  readonly #inside = new AsyncLocalStorage<true>()
  #run: Promise<void> | undefined
  #cutShort = (): void => {}
  readonly #cut: Promise<'forced'>
  #cleanup: (() => unknown) | undefined
  #over = false
  #dropped = false
  #outcome: Promise<Outcome> | undefined

  constructor(probe: SubjectContext, intervalMs: number) {
    this.#probe = probe
    this.#cut = new Promise((resolve) => {
      this.#cutShort = () => resolve('forced')
    })
    this.#timer = setInterval(() => this.#tick(), intervalMs)
  }

  #tick(): void {
    if (this.#run) return
    let ended = (): void => {}
    this.#run = new Promise((resolve) => {
      ended = resolve
    })
    void this.#sync().then(() => {
      this.#run = undefined
      ended()
    })
  }

  async #sync(): Promise<void> {
    try {
      await this.#inside.run(true, () => this.#probe.work(this.#abort.signal))
    } catch (cause) {
      if (!this.#abort.signal.aborted) this.#report('sync failed', cause)
    }
  }

  #report(message: string, cause: unknown): void {
    try {
      this.#probe.logger.error(message, cause)
    } catch {
      // Replication goes on.
    }
  }

  shutdown(): Promise<Outcome> {
    if (this.#dropped) return Promise.resolve('forced')
    this.#outcome ??= this.#stop()
    return this.#inside.getStore() ? Promise.resolve('graceful') : this.#outcome
  }

  async #stop(): Promise<Outcome> {
    clearInterval(this.#timer)
    const ended = (this.#run ?? Promise.resolve()).then((): Outcome => 'graceful')
    const outcome = await Promise.race([ended, this.#cut])
    this.#over = true
    const clean = await this.#cleanUp()
    if (outcome === 'forced') this.#probe.logger.warn('replica sync: run aborted at the timeout')
    else if (clean) this.#probe.logger.info('replica sync: shut down')
    return outcome
  }

  async #cleanUp(): Promise<boolean> {
    try {
      if (this.#cleanup) await this.#inside.run(true, this.#cleanup)
      return true
    } catch (cause) {
      this.#report('cleanup failed', cause)
      return false
    }
  }

  async shutdownWithin(timeoutMs: number, signal?: AbortSignal): Promise<Outcome> {
    const force = (): void => {
      if (this.#over || this.#dropped) return
      this.#cutShort()
      this.#abort.abort()
    }
    const deadline = setTimeout(force, Math.min(timeoutMs, MAX_DELAY_MS))
    signal?.addEventListener('abort', force, { once: true })
    if (signal?.aborted) force()
    try {
      return await this.shutdown()
    } finally {
      clearTimeout(deadline)
      signal?.removeEventListener('abort', force)
    }
  }

  async shutdownWith(cleanup: () => unknown): Promise<Outcome> {
    const late = (this.#over || this.#dropped) && !this.#cleanup
    this.#cleanup ??= cleanup
    if (!late) return this.shutdown()
    const outcome = await this.shutdown()
    await this.#cleanUp()
    return outcome
  }

  [Symbol.dispose](): void {
    if (this.#outcome || this.#dropped) return
    this.#dropped = true
    clearInterval(this.#timer)
    this.#abort.abort()
    this.#probe.logger.warn('ReplicaSync dropped without shutdown()')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.shutdown()
  }
}

export const subject: Subject<ReplicaSync> = {
  name: 'ReplicaSync',
  ownership: 'owned',
  intervalMs: 1000,
  create: (probe) => new ReplicaSync(probe, 1000),
  shutdownWithin: (sync, timeoutMs, signal) => sync.shutdownWithin(timeoutMs, signal),
  shutdownWith: (sync, cleanup) => sync.shutdownWith(cleanup),
}
