import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { RateLimiter } from './rate-limiter.ts'

describe('RateLimiter', () => {
  let limiter: RateLimiter

  beforeEach(() => {
    vi.useFakeTimers()
    limiter = new RateLimiter({ capacity: 2, refillMs: 1000 })
  })

  afterEach(() => {
    limiter.close()
    vi.useRealTimers()
  })

  test('lets a client make a burst', () => {
    expect([limiter.take('a'), limiter.take('a'), limiter.take('a')]).toEqual([true, true, false])
  })

  test('counts every client for itself', () => {
    limiter.take('a')
    limiter.take('a')
    expect(limiter.take('b')).toBe(true)
  })

  test.each([
    { waitMs: 999, allowed: 0 },
    { waitMs: 1000, allowed: 1 },
    { waitMs: 2000, allowed: 2 },
    { waitMs: 60_000, allowed: 2 },
  ])('gives $allowed back within $waitMs ms', async ({ waitMs, allowed }) => {
    while (limiter.take('a'));
    await vi.advanceTimersByTimeAsync(waitMs)
    const taken = [1, 2, 3].filter(() => limiter.take('a'))
    expect(taken).toHaveLength(allowed)
  })

  test('forgets a client that is full again', async () => {
    limiter.take('a')
    expect(limiter.clients).toBe(1)
    await vi.advanceTimersByTimeAsync(1000)
    expect(limiter.clients).toBe(0)
  })

  test('leaves no timer once closed', () => {
    limiter.close()
    expect(vi.getTimerCount()).toBe(0)
  })
})
