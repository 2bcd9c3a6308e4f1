// @case {"leaks":[{"test":"beats","kind":"timer"}],"note":"import * as timers from 'node:timers'"}
import * as timers from 'node:timers'
import { expect, test } from 'vitest'

test('neighbour', () => {
  expect(Object.keys(timers)).toContain('setInterval')
})

test('beats', () => {
  const every = timers.setInterval
  expect(every(() => {}, 900)).toBeDefined() // <- leak
})
