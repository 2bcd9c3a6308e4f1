import { expect } from 'vitest'
import { test } from 'vitest-shutdown'
import { PriceFeed } from '../price-feed.ts'

// Pitfall 1: forgetting to call shutdown() in a test.

test('fetches every second', async ({ clock, gate, log, manage }) => {
  const fetchPrices = gate()
  manage(new PriceFeed({ fetchPrices, logger: log }), { expectShutdown: true })
  await clock.advance(3000)
  expect(fetchPrices.count).toBe(3)
})

test('fetches every second, and nobody was told of the feed', async ({ clock, gate, log }) => {
  const fetchPrices = gate()
  const feed = new PriceFeed({ fetchPrices, logger: log })
  await clock.advance(3000)
  expect(fetchPrices.count).toBe(3)
  expect(feed).toBeDefined()
})
