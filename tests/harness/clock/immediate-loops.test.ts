import { describe, expect, test } from 'vitest'
import { createClock } from '../../../harness/clock/create-clock.ts'

/** Polls with immediates for ever, as `while (busy) await setImmediate()` does. */
function poll(): { count: number } {
  const rounds = { count: 0 }
  const round = (): void => {
    rounds.count += 1
    setImmediate(round)
  }
  setImmediate(round)
  return rounds
}

describe('immediatesPerInstant', () => {
  test('lets time go on while a program polls with immediates', async () => {
    using clock = createClock({ immediatesPerInstant: 10 })
    const fired: number[] = []
    setTimeout(() => fired.push(clock.nowMs), 3)
    setTimeout(() => fired.push(clock.nowMs), 5)
    poll()
    await clock.advance(8)
    expect({ fired, nowMs: clock.nowMs }).toEqual({ fired: [3, 5], nowMs: 8 })
  })

  test('runs so many at each instant, and keeps the rest pending', async () => {
    using clock = createClock({ immediatesPerInstant: 10 })
    const rounds = poll()
    await clock.drain()
    expect(rounds.count).toBe(10)
    expect(clock.pending().map(({ kind }) => kind)).toEqual(['immediate'])
  })

  test('is left aside by nextTimerInMs', async () => {
    using clock = createClock({ immediatesPerInstant: 10 })
    setTimeout(() => {}, 7)
    poll()
    await clock.drain()
    expect([clock.nextDueInMs, clock.nextTimerInMs]).toEqual([0, 7])
  })

  test('rejects a number below 0', () => {
    expect(() => createClock({ immediatesPerInstant: -1 })).toThrow(TypeError)
    expect(() => createClock({ immediatesPerInstant: -1 })).toThrow('immediatesPerInstant')
  })
})
