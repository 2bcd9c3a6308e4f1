// @case {"leaks":[{"test":"yields for long","kind":"timer"}],"note":"scheduler.wait() of node:timers/promises"}
import { scheduler } from 'node:timers/promises'
import { expect, test } from 'vitest'

test('yields', async () => {
  await scheduler.wait(1)
  await scheduler.yield()
  expect(1).toBe(1)
})

test('yields for long', () => {
  void scheduler.wait(30_000) // <- leak
  expect(1).toBe(1)
})
