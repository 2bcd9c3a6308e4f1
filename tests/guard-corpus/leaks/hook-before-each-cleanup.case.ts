// @case {"leaks":[{"test":"second","kind":"server"}],"note":"opened by the cleanup that beforeEach returns, once"}
import { createServer } from 'node:net'
import { beforeEach, expect, test } from 'vitest'

beforeEach(({ task }) => () => {
  if (task.name === 'second') createServer().listen(0, '127.0.0.1') // <- leak
})

test('first', () => {
  expect(1).toBe(1)
})

test('second', () => {
  expect(1).toBe(1)
})

test('third', () => {
  expect(1).toBe(1)
})
