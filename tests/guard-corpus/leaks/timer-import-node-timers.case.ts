// @case {"leaks":[{"test":"beats","kind":"timer"}],"note":"import { setInterval } from 'node:timers'"}
import { clearInterval, setInterval } from 'node:timers'
import { expect, test } from 'vitest'

test('beats and stops', () => {
  const timer = setInterval(() => {}, 500)
  clearInterval(timer)
  expect(timer.hasRef()).toBe(true)
})

test('beats', () => {
  const timer = setInterval(() => {}, 500) // <- leak
  expect(timer.hasRef()).toBe(true)
})
