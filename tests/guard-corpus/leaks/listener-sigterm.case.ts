// @case {"leaks":[{"test":"shuts down on SIGTERM","kind":"listener"}],"note":"a signal listener, which also keeps the worker from being stopped"}
import { expect, test } from 'vitest'

test('shuts down on SIGTERM', () => {
  const before = process.listenerCount('SIGTERM')
  process.on('SIGTERM', () => {}) // <- leak
  expect(process.listenerCount('SIGTERM')).toBe(before + 1)
})

test('neighbour', () => {
  expect(1).toBe(1)
})
