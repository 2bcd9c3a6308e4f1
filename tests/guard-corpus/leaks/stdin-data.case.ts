// @case {"leaks":[{"test":"reads keys","kind":"stdin"}],"note":"a data listener on process.stdin"}
import { expect, test } from 'vitest'

test('neighbour', () => {
  expect(1).toBe(1)
})

test('reads keys', () => {
  process.stdin.on('data', () => {}) // <- leak
  expect(process.stdin.listenerCount('data')).toBeGreaterThan(0)
})
