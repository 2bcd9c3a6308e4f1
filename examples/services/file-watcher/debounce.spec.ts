import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { debounce } from './debounce.ts'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

test.each([
  { name: 'one value', values: ['a'] },
  { name: 'several values', values: ['a', 'b'] },
])('hands over $name when it is quiet', ({ values }) => {
  const flush = vi.fn<(values: Set<string>) => void>()
  const { add } = debounce(100, flush)
  for (const value of values) add(value)
  vi.advanceTimersByTime(99)
  expect(flush).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(flush).toHaveBeenCalledExactlyOnceWith(new Set(values))
})

test('waits longer with each value', () => {
  const flush = vi.fn<(values: Set<string>) => void>()
  const { add } = debounce(100, flush)
  for (const value of ['a', 'b', 'a']) {
    add(value)
    vi.advanceTimersByTime(60)
  }
  expect(flush).not.toHaveBeenCalled()
  vi.advanceTimersByTime(40)
  expect(flush).toHaveBeenCalledExactlyOnceWith(new Set(['a', 'b']))
})

test('hands over nothing once cancelled', () => {
  const flush = vi.fn<(values: Set<string>) => void>()
  const { add, cancel } = debounce(100, flush)
  add('a')
  cancel()
  vi.runAllTimers()
  expect(flush).not.toHaveBeenCalled()
})
