// @case {"leaks":[{"test":"sweeps","kind":"timer"}],"note":"unref'd: keeps nothing alive, goes on running"}
import { expect, test } from 'vitest'

const cache = new Map<string, number>([['a', 1]])

test('reads', () => {
  expect(cache.get('a')).toBe(1)
})

test('sweeps', () => {
  const sweep = setInterval(() => cache.clear(), 30_000) // <- leak
  sweep.unref()
  expect(cache.size).toBe(1)
})

test('reads again', () => {
  expect(cache.get('a')).toBe(1)
})
