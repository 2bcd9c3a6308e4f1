// @case {"note":"one-shot immediates, microtasks and ticks"}
import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'

test('starts them and goes', () => {
  setImmediate(() => {})
  setImmediate(() => setImmediate(() => {}))
  queueMicrotask(() => {})
  process.nextTick(() => {})
  void turn()
  expect(1).toBe(1)
})

test('awaits one', async () => {
  await turn()
  expect(1).toBe(1)
})
