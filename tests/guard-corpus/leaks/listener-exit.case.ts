// @case {"leaks":[{"test":"cleans up on exit","kind":"listener","marks":["exit"]},{"test":"cleans up before exit","kind":"listener","marks":["before"]}],"note":"exit and beforeExit"}
import process from 'node:process'
import { expect, test } from 'vitest'

test('cleans up on exit', () => {
  process.on('exit', () => {}) // <- leak exit
  expect(1).toBe(1)
})

test('neighbour', () => {
  expect(1).toBe(1)
})

test('cleans up before exit', () => {
  process.once('beforeExit', () => {}) // <- leak before
  expect(1).toBe(1)
})
