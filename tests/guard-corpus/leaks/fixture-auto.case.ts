// @case {"leaks":[{"test":"first","kind":"timer"},{"test":"second","kind":"timer"}],"note":"an automatic fixture in the builder form that returns its value and registers no cleanup"}
import { expect, test as base } from 'vitest'

const test = base.extend('clock', { auto: true }, () => {
  return setInterval(() => {}, 1000) // <- leak
})

test('first', () => {
  expect(1).toBe(1)
})

test('second', ({ clock }) => {
  expect(clock.hasRef()).toBe(true)
})
