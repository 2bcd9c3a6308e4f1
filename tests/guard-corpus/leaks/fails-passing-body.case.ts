// @case {"leaks":[{"test":"should fail, does not","kind":"timer"}],"alsoFails":true,"note":"test.fails whose body passes: the leak must not count as the expected failure"}
import { expect, test } from 'vitest'

test.fails('should fail, does not', () => {
  setInterval(() => {}, 1000) // <- leak
  expect(1).toBe(1)
})

test('neighbour', () => {
  expect(1).toBe(1)
})
