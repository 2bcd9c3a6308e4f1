// @case {"leaks":[{"test":"clears the wrong one","kind":"timer"}],"note":"a timer is closed in afterEach, but another one"}
import { afterEach, expect, test } from 'vitest'

let timer: NodeJS.Timeout | undefined
afterEach(() => clearInterval(timer))

test('clears its timer', () => {
  timer = setInterval(() => {}, 1000)
  expect(timer).toBeDefined()
})

test('clears the wrong one', () => {
  const first = setInterval(() => {}, 1000) // <- leak
  timer = setInterval(() => {}, 1000)
  expect(first).not.toBe(timer)
})

test('clears its timer again', () => {
  timer = setInterval(() => {}, 1000)
  expect(timer).toBeDefined()
})
