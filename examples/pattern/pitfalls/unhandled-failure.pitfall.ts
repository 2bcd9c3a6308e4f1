import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { describeConformance, test } from 'vitest-shutdown'
import type { PriceFeedOptions } from '../price-feed.ts'

// Pitfall 3: a loop that does not handle the failures of its work.

class BrittleFeed {
  readonly #stop = new AbortController()
  readonly #loop: Promise<void>

  constructor({ fetchPrices, intervalMs = 1000 }: PriceFeedOptions) {
    this.#loop = this.#run(fetchPrices, intervalMs)
    // Or else the failure would end the process.
    this.#loop.catch(() => {})
  }

  async shutdown(): Promise<void> {
    this.#stop.abort()
    await this.#loop
  }

  async #run(fetchPrices: PriceFeedOptions['fetchPrices'], intervalMs: number): Promise<void> {
    const { signal } = this.#stop
    while (!signal.aborted) {
      await sleep(intervalMs, undefined, { signal }).catch(() => {})
      if (!signal.aborted) await fetchPrices(signal)
    }
  }
}

test('goes on after a failure', async ({ clock, gate, manage }) => {
  const fetchPrices = gate()
  manage(new BrittleFeed({ fetchPrices }))
  fetchPrices.fail(new Error('the exchange is down'))
  await clock.advance(3000)
  expect(fetchPrices.count).toBe(3)
})

describeConformance(
  {
    name: 'BrittleFeed',
    ownership: 'owned',
    intervalMs: 1000,
    create: ({ work }) => new BrittleFeed({ fetchPrices: work }),
  },
  { only: ['WORK-01'] },
)
