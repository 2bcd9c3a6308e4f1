// @case {"note":"rows, repeats, test.fails and skip() that all clean up"}
import { afterEach, describe, expect, onTestFinished, test } from 'vitest'

const timers = new Set<NodeJS.Timeout>()
const start = (): NodeJS.Timeout => {
  const timer = setInterval(() => {}, 1000)
  timers.add(timer)
  return timer
}

afterEach(() => {
  for (const timer of timers) clearInterval(timer)
  timers.clear()
})

describe.each(['a', 'b'])('%s', (name) => {
  test.each([1, 2])(`row %i of ${name}`, () => {
    expect(start().hasRef()).toBe(true)
  })
})

test('repeats', { repeats: 2 }, () => {
  expect(start().hasRef()).toBe(true)
})

test.fails('fails', () => {
  expect(start().hasRef()).toBe(false)
})

test('skips', ({ skip }) => {
  const timer = setInterval(() => {}, 1000)
  onTestFinished(() => clearInterval(timer))
  skip()
})

test.runIf(process.platform === 'cygwin')('is not run', () => {
  setInterval(() => {}, 1000)
})
