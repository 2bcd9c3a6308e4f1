import { setTimeout as sleep } from 'node:timers/promises'

type Logger = Pick<Console, 'info' | 'warn' | 'error'>

/** How a {@link PriceFeed} is made. */
export interface PriceFeedOptions {
  /** Fetches the prices once; `signal` aborts when the feed is dropped. */
  fetchPrices: (signal: AbortSignal) => void | Promise<void>
  intervalMs?: number
  logger?: Logger
}

/** The background task: one for a feed and all its clones. */
class FeedTask {
  readonly stop = new AbortController()
  readonly abort = new AbortController()
  readonly loop: Promise<void>
  readonly logger: Logger
  handles = 0
  shutdown: Promise<void> | undefined

  constructor({ fetchPrices, intervalMs = 1000, logger = console }: PriceFeedOptions) {
    this.logger = logger
    this.loop = this.#run(fetchPrices, intervalMs)
  }

  async #run(fetchPrices: PriceFeedOptions['fetchPrices'], intervalMs: number): Promise<void> {
    const { signal } = this.stop
    while (!signal.aborted) {
      await sleep(intervalMs, undefined, { signal }).catch(() => {})
      if (signal.aborted) return
      try {
        await fetchPrices(this.abort.signal)
      } catch (error) {
        if (!this.abort.signal.aborted) this.logger.error('Fetching prices failed', error)
      }
    }
  }

  async finish(): Promise<void> {
    this.stop.abort()
    await this.loop
    this.logger.info('Price feed stopped')
  }
}

/** Fetches prices every `intervalMs`, by default each second, until it is shut down. */
export class PriceFeed implements Disposable {
  readonly #task: FeedTask
  #isDropped = false

  constructor(options: PriceFeedOptions | FeedTask) {
    this.#task = options instanceof FeedTask ? options : new FeedTask(options)
    this.#task.handles += 1
  }

  /** Another handle on the same task. */
  clone(): PriceFeed {
    return new PriceFeed(this.#task)
  }

  /** Stops for all clones, and waits for the run in flight. Safe to call again. */
  shutdown(): Promise<void> {
    this.#task.shutdown ??= this.#task.finish()
    return this.#task.shutdown
  }

  /** The net for a forgotten `shutdown()`: the last one that is dropped aborts, and warns. */
  [Symbol.dispose](): void {
    if (this.#isDropped) return
    this.#isDropped = true
    this.#task.handles -= 1
    if (this.#task.handles > 0 || this.#task.shutdown !== undefined) return
    this.#task.shutdown = Promise.resolve()
    this.#task.stop.abort()
    this.#task.abort.abort()
    this.#task.logger.warn('Price feed dropped. Call `await feed.shutdown()` first.')
  }
}
