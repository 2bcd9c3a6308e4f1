// @case {"leaks":[{"test":"uses the clock first","kind":"timer","orFile":true}],"note":"a file-scoped fixture without teardown, set up by the first test that uses it"}
import { expect, test as base } from 'vitest'

const test = base.extend('clock', { scope: 'file' }, () => {
  return setInterval(() => {}, 1000) // <- leak
})

test('uses nothing', () => {
  expect(1).toBe(1)
})

test('uses the clock first', ({ clock }) => {
  expect(clock.hasRef()).toBe(true)
})

test('uses the clock again', ({ clock }) => {
  expect(clock.hasRef()).toBe(true)
})
