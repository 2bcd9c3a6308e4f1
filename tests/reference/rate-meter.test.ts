import { expect, test, vi } from 'vitest'

import { RateMeter } from '../../reference/rate-meter.ts'
import { useVirtualTime } from './virtual-time.ts'

useVirtualTime()

function countTimes(meter: RateMeter, times: number): void {
  for (let i = 0; i < times; i += 1) meter.count()
}

test('is 0 before any time has passed', () => {
  const meter = new RateMeter()
  meter.count()
  expect(meter.perSecond).toBe(0)
})

test('leaves pauses out, however often they are asked for', () => {
  const meter = new RateMeter()
  vi.advanceTimersByTime(500)
  meter.pause()
  vi.advanceTimersByTime(1000)
  meter.pause()
  meter.resume()
  vi.advanceTimersByTime(250)
  meter.resume()
  vi.advanceTimersByTime(250)
  countTimes(meter, 10)
  expect(meter.perSecond).toBe(10)
})

test('forgets what came before a restart, and stays paused', () => {
  const meter = new RateMeter()
  vi.advanceTimersByTime(1000)
  countTimes(meter, 10)
  meter.restart()
  vi.advanceTimersByTime(100)
  countTimes(meter, 5)
  expect(meter.perSecond).toBe(50)
  meter.pause()
  meter.restart()
  vi.advanceTimersByTime(100)
  expect(meter.perSecond).toBe(0)
  meter.resume()
  vi.advanceTimersByTime(100)
  meter.count()
  expect(meter.perSecond).toBe(10)
})
