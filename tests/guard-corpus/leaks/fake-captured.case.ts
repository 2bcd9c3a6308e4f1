// @case {"leaks":[{"test":"keeps real time","kind":"timer"}],"note":"setInterval captured at import is the real one under vi.useFakeTimers()"}
import { afterEach, expect, test, vi } from 'vitest'

const realSetInterval = setInterval

afterEach(() => {
  vi.useRealTimers()
})

test('keeps fake time', () => {
  vi.useFakeTimers()
  setInterval(() => {}, 1000)
  expect(vi.getTimerCount()).toBe(1)
})

test('keeps real time', () => {
  vi.useFakeTimers()
  realSetInterval(() => {}, 1000) // <- leak
  expect(vi.getTimerCount()).toBe(0)
})
