import { describe, expect } from 'vitest'
import { test } from 'vitest-shutdown'
import { PriceFeed } from './price-feed.ts'

describe('the four tests of the pattern', () => {
  test('graceful shutdown works', async ({ clock, gate, log }) => {
    const feed = new PriceFeed({ fetchPrices: gate(), logger: log })
    await clock.advance(2500)
    await expect(feed).toShutDownCleanly()
    expect(log.infos).toEqual(['Price feed stopped'])
    expect(log.warnings).toEqual([])
  })

  test('shutdown is idempotent', async ({ clock, gate, log }) => {
    const fetchPrices = gate()
    fetchPrices.hold()
    const feed = new PriceFeed({ fetchPrices, logger: log })
    await clock.advance(1500)
    await expect(feed).toShutDownIdempotently()
  })

  test('a drop without shutdown aborts', async ({ clock, gate, log }) => {
    const fetchPrices = gate()
    fetchPrices.hold()
    const feed = new PriceFeed({ fetchPrices, logger: log })
    await clock.advance(1500)
    await expect(feed).toAbortOnDrop()
    expect(log).toHaveWarnedOnce('feed.shutdown()')
  })

  test('clones share one task', async ({ clock, gate, log }) => {
    const fetchPrices = gate()
    const feed = new PriceFeed({ fetchPrices, logger: log })
    await clock.advance(1500)
    await expect(feed).toStopAllClones()
    expect(fetchPrices.count).toBe(1)
  })
})

describe('the three pitfalls, avoided', () => {
  test('the test shuts down what it starts', async ({ clock, gate, log, manage }) => {
    const fetchPrices = gate()
    const feed = manage(new PriceFeed({ fetchPrices, logger: log }), { expectShutdown: true })
    await clock.advance(3000)
    expect(fetchPrices.count).toBe(3)
    await feed.shutdown()
  })

  test('shutdown on every clone is needless, and harmless', async ({
    clock,
    gate,
    log,
    handles,
  }) => {
    const feed = new PriceFeed({ fetchPrices: gate(), logger: log })
    const clone = feed.clone()
    await clock.advance(1500)
    await feed.shutdown()
    await clone.shutdown()
    await handles.expectNone()
    expect(log.infos).toEqual(['Price feed stopped'])
  })

  test('a failing run does not end the loop', async ({ clock, gate, log, manage }) => {
    const fetchPrices = gate()
    manage(new PriceFeed({ fetchPrices, logger: log }))
    fetchPrices.fail(new Error('the exchange is down'))
    await clock.advance(3000)
    expect(fetchPrices.count).toBe(3)
    expect(log.errors).toEqual(['Fetching prices failed'])
  })
})

test('leaves nothing open', async ({ clock, gate, log }) => {
  await expect(async () => {
    const feed = new PriceFeed({ fetchPrices: gate(), logger: log })
    await clock.advance(2500)
    await feed.shutdown()
  }).toLeaveNothingOpen()
})
