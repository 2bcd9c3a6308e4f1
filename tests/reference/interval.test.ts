import { getEventListeners } from 'node:events'

import { describe, expect, test, vi } from 'vitest'

import { Interval } from '../../reference/interval.ts'
import type { MissedTicks } from '../../reference/interval.ts'
import { createGate } from './gate.ts'
import { advance, stateOf, useVirtualTime } from './virtual-time.ts'

useVirtualTime()

/** Notes when each tick comes; the run of the first tick takes `firstRunMs`. */
function startLoop(interval: Interval, firstRunMs = 0) {
  const stop = new AbortController()
  const startMs = performance.now()
  const ticks: number[] = []
  const loop = async (): Promise<void> => {
    while (await interval.tick(stop.signal)) {
      ticks.push(performance.now() - startMs)
      if (ticks.length === 1 && firstRunMs > 0) {
        await new Promise((resolve) => setTimeout(resolve, firstRunMs))
      }
    }
  }
  return { ticks, stop, ended: loop() }
}

// due      10        20        30        40        50        60        70        80        90
// burst    [=================================] rrr r         r         r         r         r
// delay    [=================================] r         r         r         r         r
// skip     [=================================] r   r         r         r         r         r
test.each([
  ['burst', [10, 46, 47, 48, 50, 60, 70, 80, 90], 0],
  ['delay', [10, 46, 56, 66, 76, 86], 0],
  ['skip', [10, 46, 50, 60, 70, 80, 90], 2],
] as [MissedTicks, number[], number][])(
  'the policy %s ticks as its timeline says after a run of 35 ms',
  async (missedTicks, expected, skipped) => {
    const interval = new Interval({ periodMs: 10, missedTicks })
    const { ticks, stop } = startLoop(interval, 35)
    await advance(95)
    expect(ticks).toEqual(expected)
    expect(interval.skippedTicks).toBe(skipped)
    stop.abort()
  },
)

test('the policy is burst by default', async () => {
  const { ticks, stop } = startLoop(new Interval({ periodMs: 10 }), 35)
  await advance(50)
  expect(ticks).toEqual([10, 46, 47, 48, 50])
  stop.abort()
})

test('delay takes a tick that is 5 ms late for one on time, and 6 ms for a late one', async () => {
  const onTime = startLoop(new Interval({ periodMs: 10, missedTicks: 'delay' }), 14)
  const late = startLoop(new Interval({ periodMs: 10, missedTicks: 'delay' }), 15)
  await advance(60)
  expect(onTime.ticks).toEqual([10, 25, 30, 40, 50, 60])
  expect(late.ticks).toEqual([10, 26, 36, 46, 56])
  onTime.stop.abort()
  late.stop.abort()
})

test('skip leaves out nothing when a run ends in time, and one tick when it ends on a tick', async () => {
  const interval = new Interval({ periodMs: 10, missedTicks: 'skip' })
  const { ticks, stop } = startLoop(interval, 19)
  await advance(60)
  expect(ticks).toEqual([10, 30, 40, 50, 60])
  expect(interval.skippedTicks).toBe(1)
  stop.abort()
})

test.each([0.1, 0.3, 0.7, 1.5, 2.5])(
  'a period of %f ms keeps its count exactly',
  async (periodMs) => {
    const interval = new Interval({ periodMs, missedTicks: 'skip' })
    const { ticks, stop } = startLoop(interval)
    for (let ms = 1; ms <= 300; ms += 1) {
      await vi.advanceTimersByTimeAsync(1)
      // In tenths, which are exact.
      expect(ticks.length + interval.skippedTicks).toBe(Math.floor((ms * 10) / (periodMs * 10)))
    }
    expect(Math.min(...ticks.map((tick, i) => tick - (ticks[i - 1] ?? 0)))).toBeGreaterThanOrEqual(
      1,
    )
    stop.abort()
  },
)

test('a clock with fractions does not make the timer a millisecond longer', () => {
  const now = vi.spyOn(performance, 'now').mockReturnValue(6.1)
  const setTimer = vi.spyOn(globalThis, 'setTimeout')
  expect(performance.now() + 10 - performance.now()).toBeGreaterThan(10)
  const { stop } = startLoop(new Interval({ periodMs: 10 }))
  expect(setTimer.mock.calls.map(([, delayMs]) => delayMs)).toEqual([10])
  stop.abort()
  now.mockRestore()
  setTimer.mockRestore()
})

test('a timer that fires early is a tick, and does not shift the next one', async () => {
  const { ticks, stop } = startLoop(new Interval({ periodMs: 10, missedTicks: 'skip' }))
  const now = vi.spyOn(performance, 'now').mockReturnValue(9.4)
  await advance(10)
  expect(ticks).toEqual([9.4])
  now.mockRestore()
  await advance(11)
  expect(ticks).toHaveLength(2)
  stop.abort()
})

describe('tick()', () => {
  test('is false at once when stopped, and leaves neither timer nor listener', async () => {
    const { ticks, stop, ended } = startLoop(new Interval({ periodMs: 1000 }))
    await advance(10_500)
    expect(getEventListeners(stop.signal, 'abort')).toHaveLength(1)
    stop.abort()
    expect(vi.getTimerCount()).toBe(0)
    expect(getEventListeners(stop.signal, 'abort')).toEqual([])
    expect(await stateOf(ended)).toBe('fulfilled')
    expect(ticks).toHaveLength(10)
  })

  test('is false on a signal that is aborted already, without a timer', async () => {
    const interval = new Interval({ periodMs: 1000 })
    expect(await interval.tick(AbortSignal.abort())).toBe(false)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('leaves nothing behind between two ticks', async () => {
    const stop = new AbortController()
    const tick = new Interval({ periodMs: 1000 }).tick(stop.signal)
    await advance(1000)
    expect(await tick).toBe(true)
    expect(getEventListeners(stop.signal, 'abort')).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  })

  test('throws while another is awaited', async () => {
    const interval = new Interval({ periodMs: 1000 })
    const stop = new AbortController()
    const first = interval.tick(stop.signal)
    expect(() => interval.tick(stop.signal)).toThrow(
      new Error('Expected one tick() at a time: await the previous one first'),
    )
    stop.abort()
    expect(await first).toBe(false)
  })

  test('yields to the event loop when ticks are always due', async () => {
    const stop = new AbortController()
    const interval = new Interval({ periodMs: 0.001, missedTicks: 'burst' })
    const gate = createGate()
    setTimeout(() => gate.open(), 5)
    const setTimer = vi.spyOn(globalThis, 'setTimeout')
    const loop = (async () => {
      let ticks = 0
      while (await interval.tick(stop.signal)) ticks += 1
      return ticks
    })()
    await advance(5)
    expect(await stateOf(gate.promise)).toBe('fulfilled')
    stop.abort()
    expect(await loop).toBe(5)
    // Node warns of a negative delay.
    expect(new Set(setTimer.mock.calls.map(([, delayMs]) => delayMs))).toEqual(new Set([1]))
    setTimer.mockRestore()
  })
})

describe('setPeriod()', () => {
  test('counts from the call, also for a waiting loop', async () => {
    const interval = new Interval({ periodMs: 3_600_000, missedTicks: 'skip' })
    const { ticks, stop } = startLoop(interval)
    await advance(1000)
    interval.setPeriod(20)
    expect(vi.getTimerCount()).toBe(1)
    await advance(60)
    expect(ticks).toEqual([1020, 1040, 1060])
    interval.setPeriod(500)
    await advance(500)
    expect(ticks).toEqual([1020, 1040, 1060, 1560])
    expect(interval.skippedTicks).toBe(0)
    stop.abort()
  })

  test('does not end a suspension, and holds after it', async () => {
    const interval = new Interval({ periodMs: 1000 })
    const { ticks, stop } = startLoop(interval)
    interval.suspend()
    interval.setPeriod(10)
    await advance(1000)
    expect(ticks).toEqual([])
    interval.resume()
    await advance(10)
    expect(ticks).toEqual([1010])
    stop.abort()
  })
})

describe('suspend() and resume()', () => {
  test('stop the ticks, without a timer, and start them one period later', async () => {
    const interval = new Interval({ periodMs: 10, missedTicks: 'burst' })
    const { ticks, stop } = startLoop(interval)
    await advance(15)
    interval.suspend()
    interval.suspend()
    expect(vi.getTimerCount()).toBe(0)
    await advance(100)
    interval.resume()
    await advance(5)
    interval.resume()
    await advance(15)
    expect(ticks).toEqual([10, 125, 135])
    stop.abort()
  })

  test('a suspended tick ends when stopped', async () => {
    const interval = new Interval({ periodMs: 10 })
    const { stop, ended } = startLoop(interval)
    interval.suspend()
    stop.abort()
    expect(await stateOf(ended)).toBe('fulfilled')
  })
})

describe('fire()', () => {
  test('ticks at once and leaves the others as they are', async () => {
    const interval = new Interval({ periodMs: 10 })
    const { ticks, stop } = startLoop(interval)
    await advance(3)
    interval.fire()
    await advance(20)
    expect(ticks).toEqual([3, 10, 20])
    stop.abort()
  })

  test('while nobody waits is kept for the next tick, once', async () => {
    const interval = new Interval({ periodMs: 100 })
    const { ticks, stop } = startLoop(interval, 30)
    await advance(110)
    interval.fire()
    interval.fire()
    await advance(100)
    expect(ticks).toEqual([100, 131, 200])
    stop.abort()
  })

  test('and a tick that came due meanwhile are one', async () => {
    const interval = new Interval({ periodMs: 100, missedTicks: 'burst' })
    const { ticks, stop } = startLoop(interval, 110)
    await advance(150)
    interval.fire()
    await advance(160)
    expect(ticks).toEqual([100, 211, 300])
    stop.abort()
  })

  test('works while suspended, and while a run is in flight too', async () => {
    const interval = new Interval({ periodMs: 10, missedTicks: 'skip' })
    const { ticks, stop } = startLoop(interval, 5)
    interval.suspend()
    await advance(50)
    interval.fire()
    await advance(2)
    interval.fire()
    await advance(50)
    expect(ticks).toEqual([50, 56])
    expect(interval.skippedTicks).toBe(0)
    expect(vi.getTimerCount()).toBe(0)
    stop.abort()
  })
})

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31])(
  'throws for a period of %s',
  (periodMs) => {
    const error = new TypeError(
      `Expected \`periodMs\` to be a finite number between 0.001 and 2147483647, got ${periodMs} (number)`,
    )
    expect(() => new Interval({ periodMs })).toThrow(error)
    expect(() => new Interval({ periodMs: 1 }).setPeriod(periodMs)).toThrow(error)
  },
)

test('throws for an unknown policy', () => {
  // @ts-expect-error there are three policies
  expect(() => new Interval({ periodMs: 1, missedTicks: 'catch-up' })).toThrow(
    new TypeError("Expected `missedTicks` to be 'burst', 'delay' or 'skip', got 'catch-up'"),
  )
})
