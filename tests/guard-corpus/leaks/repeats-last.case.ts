// @case {"leaks":[{"test":"runs three times","kind":"timer"}],"note":"only the second of three repeats leaks"}
import { expect, test } from 'vitest'

let runs = 0

test('runs three times', { repeats: 2 }, () => {
  runs++
  if (runs === 2) setInterval(() => {}, 1000) // <- leak
  expect(runs).toBeGreaterThan(0)
})

test('neighbour', () => {
  expect(runs).toBeGreaterThan(0)
})
