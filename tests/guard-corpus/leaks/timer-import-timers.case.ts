// @case {"leaks":[{"test":"waits","kind":"timer"}],"note":"import { setTimeout } from 'timers', renamed"}
import { setTimeout as later } from 'timers'
import { expect, test } from 'vitest'

test('waits', () => {
  const timer = later(() => {}, 20_000) // <- leak
  expect(timer).toBeDefined()
})

test('neighbour', () => {
  expect(true).toBe(true)
})
