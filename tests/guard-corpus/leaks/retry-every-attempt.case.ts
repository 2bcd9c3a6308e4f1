// @case {"leaks":[{"test":"leaks in every attempt","kind":"timer"}],"note":"retries do not heal a leak that every attempt has"}
import { expect, test } from 'vitest'

test('leaks in every attempt', { retry: 2 }, () => {
  setInterval(() => {}, 1000) // <- leak
  expect(1).toBe(1)
})

test('neighbour', () => {
  expect(1).toBe(1)
})
