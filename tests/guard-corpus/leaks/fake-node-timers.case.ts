// @case {"leaks":[{"test":"beats under fake timers","kind":"timer"}],"note":"vi.useFakeTimers() leaves node:timers real"}
import { setInterval as every } from 'node:timers'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('beats under fake timers', () => {
  let beats = 0
  every(() => beats++, 1000) // <- leak
  vi.advanceTimersByTime(5000)
  expect(beats).toBe(0)
})

test('is all fake', () => {
  let beats = 0
  setInterval(() => beats++, 1000)
  vi.advanceTimersByTime(5000)
  expect(beats).toBe(5)
})
