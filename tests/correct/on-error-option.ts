import type { Subject } from '../../harness/model/subject.ts'

interface Options {
  task(signal: AbortSignal): unknown
  everyMs: number
  onError(cause: unknown): void
  onDrop(): void
  onStopped(): void
}

/** Knows no logger: it reports through the callbacks of its options. */
class Poller {
  readonly #options: Options
  readonly #abort = new AbortController()
  #timer: NodeJS.Timeout | undefined
  #pending: PromiseLike<unknown> | undefined
  #stopped: Promise<void> | undefined
  #isDropped = false

  constructor(options: Options) {
    this.#options = options
    this.#again()
  }

  #again(): void {
    if (this.#stopped || this.#isDropped) return
    this.#timer = setTimeout(() => {
      let done = (): void => {}
      this.#pending = new Promise<void>((resolve) => {
        done = resolve
      })
      void this.#perform().finally(() => {
        this.#pending = undefined
        this.#again()
        done()
      })
    }, this.#options.everyMs)
  }

  async #perform(): Promise<void> {
    try {
      await this.#options.task(this.#abort.signal)
    } catch (cause) {
      if (!this.#isDropped) this.#notify(() => this.#options.onError(cause))
    }
  }

  #notify(callback: () => void): void {
    try {
      callback()
    } catch {
      // A callback of the user's is not allowed to end the polling.
    }
  }

  async #stop(): Promise<void> {
    clearTimeout(this.#timer)
    await this.#pending
    this.#notify(() => this.#options.onStopped())
  }

  async shutdown(): Promise<void> {
    if (this.#isDropped) return
    this.#stopped ??= this.#stop()
    await this.#stopped
  }

  [Symbol.dispose](): void {
    if (this.#isDropped || this.#stopped) return
    this.#isDropped = true
    clearTimeout(this.#timer)
    this.#abort.abort()
    this.#notify(() => this.#options.onDrop())
  }
}

export const subject: Subject<Poller> = {
  name: 'Poller',
  ownership: 'owned',
  intervalMs: 1000,
  create: ({ work, logger }) =>
    new Poller({
      task: work,
      everyMs: 1000,
      onError: (cause) => logger.error('poll failed', cause),
      onDrop: () => logger.warn('poller dropped without shutdown()'),
      onStopped: () => logger.info('poller stopped'),
    }),
}
