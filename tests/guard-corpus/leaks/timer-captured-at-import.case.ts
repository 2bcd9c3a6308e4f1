// @case {"leaks":[{"test":"beats","kind":"timer"}],"files":["support/captured-timers.ts"],"note":"a sibling module keeps setInterval in a variable when it is loaded"}
import { expect, test } from 'vitest'
import { every } from '../support/captured-timers.ts'

test('beats and stops', () => {
  const stop = every(900, () => {})
  stop()
  expect(stop).toBeTypeOf('function')
})

test('beats', () => {
  const stop = every(900, () => {}) // <- leak
  expect(stop).toBeTypeOf('function')
})
