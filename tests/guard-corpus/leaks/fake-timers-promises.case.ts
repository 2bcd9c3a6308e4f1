// @case {"leaks":[{"test":"sleeps under fake timers","kind":"timer"}],"isolated":true,"note":"so does it node:timers/promises; and the fake timers stay installed"}
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'

test('sleeps under fake timers', async () => {
  vi.useFakeTimers()
  let slept = false
  void sleep(10_000).then(() => (slept = true)) // <- leak
  await vi.advanceTimersByTimeAsync(20_000)
  expect(slept).toBe(false)
})

test('neighbour', () => {
  expect(vi.isFakeTimers()).toBe(true)
})
