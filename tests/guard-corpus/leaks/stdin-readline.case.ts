// @case {"leaks":[{"test":"asks","kind":"stdin"}],"note":"a readline interface on process.stdin that is not closed"}
import { createInterface } from 'node:readline/promises'
import { expect, test } from 'vitest'

test('asks', () => {
  const terminal = createInterface({ input: process.stdin }) // <- leak
  expect(terminal).toBeDefined()
})

test('neighbour', () => {
  expect(1).toBe(1)
})
