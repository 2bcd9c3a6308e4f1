import { expect } from 'vitest'
import { test } from 'vitest-shutdown'
import { PriceFeed, type PriceFeedOptions } from '../price-feed.ts'

// Pitfall 2: a manager for which shutdown() on every clone is not harmless.

class SingleUseFeed extends PriceFeed {
  readonly #state: { isStopped: boolean }

  constructor(options: PriceFeedOptions, state: { isStopped: boolean } = { isStopped: false }) {
    super(options)
    this.#state = state
  }

  override async shutdown(): Promise<void> {
    if (this.#state.isStopped) throw new Error('The feed was stopped already')
    this.#state.isStopped = true
    await super.shutdown()
  }
}

test('every clone may shut down', async ({ clock, gate, log }) => {
  const feed = new SingleUseFeed({ fetchPrices: gate(), logger: log })
  await clock.advance(1500)
  await expect(feed).toShutDownIdempotently()
})

class SeparateFeed extends PriceFeed {
  readonly #options: PriceFeedOptions

  constructor(options: PriceFeedOptions) {
    super(options)
    this.#options = options
  }

  override clone(): PriceFeed {
    return new SeparateFeed(this.#options)
  }
}

test('one shutdown is enough for all clones', async ({ clock, gate, log }) => {
  const feed = new SeparateFeed({ fetchPrices: gate(), logger: log })
  await clock.advance(1500)
  await expect(feed).toStopAllClones()
})
