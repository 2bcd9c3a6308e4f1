// @case {"leaks":[{"test":"starts in a microtask","kind":"timer"},{"test":"starts in the next tick","kind":"timer","marks":["tick"]},{"test":"starts in an immediate","kind":"timer","marks":["immediate"]}],"note":"opened from queueMicrotask, nextTick and setImmediate that nobody awaits"}
import { expect, test } from 'vitest'

test('starts in a microtask', () => {
  queueMicrotask(() => {
    setInterval(() => {}, 3000) // <- leak
  })
  expect(1).toBe(1)
})

test('starts nothing', () => {
  expect(1).toBe(1)
})

test('starts in the next tick', () => {
  process.nextTick(() => {
    setInterval(() => {}, 3000) // <- leak tick
  })
  expect(1).toBe(1)
})

test('starts in an immediate', async () => {
  setImmediate(() => {
    setInterval(() => {}, 3000) // <- leak immediate
  })
  await new Promise((resolve) => setImmediate(resolve))
  expect(1).toBe(1)
})
