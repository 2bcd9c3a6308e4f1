// @case {"leaks":[{"test":null,"kind":"timer"}],"note":"opened in afterAll"}
import { afterAll, expect, test } from 'vitest'

afterAll(() => {
  setTimeout(() => {}, 30_000) // <- leak
})

test('neighbour', () => {
  expect(1).toBe(1)
})
