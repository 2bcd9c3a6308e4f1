// @case {"isolated":true,"note":"fake timers stay installed with fake timers pending"}
import { expect, test, vi } from 'vitest'

test('leaves fake timers pending', () => {
  vi.useFakeTimers()
  setInterval(() => {}, 1000)
  setTimeout(() => {}, 60_000)
  setImmediate(() => {})
  expect(vi.getTimerCount()).toBe(3)
})

test('goes on with them', () => {
  vi.advanceTimersByTime(3000)
  expect(vi.isFakeTimers()).toBe(true)
})

test('fakes all there is', () => {
  vi.useRealTimers()
  vi.useFakeTimers({ toFake: ['queueMicrotask', 'setTimeout', 'setInterval', 'performance'] })
  setInterval(() => {}, 10)
  expect(vi.getTimerCount()).toBe(1)
})
