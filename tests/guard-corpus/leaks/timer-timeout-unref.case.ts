// @case {"leaks":[{"test":"expires the session","kind":"timer"}],"note":"unref'd one-shot timer, opened and unref'd in one expression"}
import { expect, test } from 'vitest'

test('expires the session', () => {
  const session = { open: true }
  setTimeout(() => (session.open = false), 1_800_000).unref() // <- leak
  expect(session.open).toBe(true)
})

test('neighbour', () => {
  expect('a').toBe('a')
})
