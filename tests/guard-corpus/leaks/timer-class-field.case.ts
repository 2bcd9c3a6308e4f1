// @case {"leaks":[{"test":"counts seconds","kind":"timer"}],"note":"opened by a class field: the frame is the initializer's"}
import { expect, test } from 'vitest'

class Stopwatch {
  seconds = 0
  readonly timer = setInterval(() => this.seconds++, 1000) // <- leak
}

test('counts seconds', () => {
  expect(new Stopwatch().seconds).toBe(0)
})

test('can be stopped', () => {
  const stopwatch = new Stopwatch()
  clearInterval(stopwatch.timer)
  expect(stopwatch.seconds).toBe(0)
})
