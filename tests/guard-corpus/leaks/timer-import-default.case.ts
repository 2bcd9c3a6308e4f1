// @case {"leaks":[{"test":"beats","kind":"timer"}],"note":"import timers from 'node:timers'"}
import timers from 'node:timers'
import { expect, test } from 'vitest'

test('beats', () => {
  expect(timers.setInterval(() => {}, 900)).toBeDefined() // <- leak
})

test('neighbour', () => {
  expect(timers.setTimeout).toBeTypeOf('function')
})
