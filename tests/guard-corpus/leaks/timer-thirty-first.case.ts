// @case {"leaks":[{"test":"starts many timers","kind":"timer"}],"note":"30 timers cleared, one more from another line is not: budgets of stacks must not lose it"}
import { expect, test } from 'vitest'

test('starts many timers', () => {
  const timers: NodeJS.Timeout[] = []
  for (let i = 0; i < 30; i++) timers.push(setTimeout(() => {}, 5000 + i))
  setTimeout(() => timers.pop(), 5000) // <- leak
  for (const timer of timers) clearTimeout(timer)
  expect(timers).toHaveLength(30)
})

test('neighbour', () => {
  expect(1).toBe(1)
})
