// @case {"leaks":[{"test":"collects warnings","kind":"listener","marks":["warning"]},{"test":"hears its parent","kind":"listener","marks":["message"]}],"note":"warning and message"}
import { expect, test } from 'vitest'

const warnings: Error[] = []

test('collects warnings', () => {
  process.on('warning', (warning) => warnings.push(warning)) // <- leak warning
  expect(warnings).toEqual([])
})

test('hears its parent', () => {
  process.on('message', () => {}) // <- leak message
  expect(1).toBe(1)
})

test('neighbour', () => {
  expect(1).toBe(1)
})
