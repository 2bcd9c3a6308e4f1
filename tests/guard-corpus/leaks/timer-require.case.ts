// @case {"leaks":[{"test":"beats","kind":"timer"}],"note":"require('timers') at module level"}
import { createRequire } from 'node:module'
import type * as nodeTimers from 'node:timers'
import { expect, test } from 'vitest'

const require = createRequire(import.meta.url)
const timers = require('timers') as typeof nodeTimers

test('beats', () => {
  expect(timers.setInterval(() => {}, 900)).toBeDefined() // <- leak
})

test('neighbour', () => {
  expect(require('node:timers')).toBe(timers)
})
