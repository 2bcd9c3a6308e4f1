import { expect, test, vi } from 'vitest'
import { idle } from './idle.ts'

test('finds the fake timers of the setup file', () => {
  expect(vi.isFakeTimers()).toBe(true)
  vi.useRealTimers()
})

test('leaks an interval', () => {
  setInterval(idle, 1001)
})
