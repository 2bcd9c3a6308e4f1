import { BackgroundTask, Interval, type Logger } from 'vitest-shutdown/reference'

/** How a {@link createPriceFeed} is made. */
export interface PriceFeedOptions {
  /** Fetches the prices once; `signal` aborts when the feed is dropped. */
  fetchPrices: (signal: AbortSignal) => unknown
  intervalMs?: number
  logger?: Logger
}

/** Fetches prices every `intervalMs`, by default each second, until it is shut down. */
export function createPriceFeed({
  fetchPrices,
  intervalMs = 1000,
  logger = console,
}: PriceFeedOptions): BackgroundTask {
  return BackgroundTask.spawn(
    async ({ stop, run }) => {
      const interval = new Interval({ periodMs: intervalMs, missedTicks: 'skip' })
      while (await interval.tick(stop)) await run(fetchPrices)
    },
    { name: 'Price feed', logger },
  )
}
