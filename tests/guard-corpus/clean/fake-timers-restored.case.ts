// @case {"note":"fake timers in beforeEach, restored in afterEach; runAllTimers, a mocked date"}
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

beforeEach(() => {
  vi.useFakeTimers({ now: 0 })
})
afterEach(() => {
  vi.useRealTimers()
})

test('runs a timer', () => {
  const work = vi.fn<() => void>()
  setTimeout(work, 60_000)
  vi.runAllTimers()
  expect(work).toHaveBeenCalledOnce()
})

test('runs an interval for a while', async () => {
  const work = vi.fn<() => void>()
  setInterval(work, 1000)
  await vi.advanceTimersByTimeAsync(3500)
  expect(work).toHaveBeenCalledTimes(3)
  expect(Date.now()).toBe(3500)
})
