import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as sleep } from 'node:timers/promises'

export interface HeartbeatOptions {
  /** Sends one beat; `signal` aborts when the heartbeat is dropped. */
  send: (signal: AbortSignal) => void | Promise<void>
  intervalMs: number
  logger?: Pick<Console, 'info' | 'warn' | 'error'>
}

/** Sends a beat every `intervalMs`, from construction until `shutdown()`. */
export class Heartbeat implements Disposable, AsyncDisposable {
  // Two signals: a graceful stop wakes the sleep but leaves the beat in flight alone.
  readonly #stop = new AbortController()
  readonly #abort = new AbortController()
  readonly #beat = new AsyncLocalStorage<{ inFlight: boolean }>()
  readonly #options: Required<HeartbeatOptions>
  readonly #loop: Promise<void>
  #shutdown: Promise<void> | undefined

  constructor(options: HeartbeatOptions) {
    const { intervalMs } = options
    if (!Number.isFinite(intervalMs) || intervalMs <= 0)
      throw new TypeError(`Expected \`intervalMs\` to be a finite number > 0, got ${intervalMs}`)
    this.#options = { logger: console, ...options }
    this.#loop = this.#run()
  }

  /** Sends no further beat and waits for the one in flight. Safe to call at any time, repeatedly. */
  shutdown(): Promise<void> {
    this.#shutdown ??= this.#finish()
    // A beat that waited here for its own end would wait forever.
    return this.#beat.getStore()?.inFlight ? Promise.resolve() : this.#shutdown
  }

  /** Aborts at once. The net for a forgotten `shutdown()`: it cannot wait, so it warns. */
  [Symbol.dispose](): void {
    if (this.#stop.signal.aborted) return
    this.#stop.abort()
    this.#abort.abort()
    this.#options.logger.warn(
      'Heartbeat dropped: aborted. Call `await heartbeat.shutdown()` first.',
    )
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.shutdown()
  }

  async #finish(): Promise<void> {
    this.#stop.abort()
    await this.#loop
    if (!this.#abort.signal.aborted) this.#options.logger.info('Heartbeat stopped.')
  }

  async #run(): Promise<void> {
    const { intervalMs } = this.#options
    const { signal } = this.#stop
    while (!signal.aborted) {
      await sleep(intervalMs, undefined, { signal }).catch(() => {})
      if (!signal.aborted) await this.#sendBeat()
    }
  }

  async #sendBeat(): Promise<void> {
    const beat = { inFlight: true }
    try {
      await this.#beat.run(beat, () => this.#options.send(this.#abort.signal))
    } catch (error) {
      if (!this.#abort.signal.aborted) this.#report(error)
    } finally {
      beat.inFlight = false
    }
  }

  #report(error: unknown): void {
    try {
      this.#options.logger.error('Heartbeat failed.', error)
    } catch {
      // A logger that throws must not take the heartbeat down with it.
    }
  }
}
