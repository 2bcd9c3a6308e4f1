// @case {"leaks":[{"test":"adds 2 and 3","kind":"timer"}],"note":"only the second row of test.each leaks"}
import { expect, test } from 'vitest'

function add(a: number, b: number): number {
  if (a === 2) setTimeout(() => {}, 30_000) // <- leak
  return a + b
}

test.each([
  [1, 1, 2],
  [2, 3, 5],
  [3, 3, 6],
])('adds %i and %i', (a, b, sum) => {
  expect(add(a, b)).toBe(sum)
})
