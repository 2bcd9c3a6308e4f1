// @case {"leaks":[{"test":"is refreshed from its own callback","kind":"timer"}],"note":"a spent one-shot timer is armed again by refresh()"}
import { expect, test } from 'vitest'
import { pause } from '../support/pause.ts'

test('is refreshed from its own callback', async () => {
  let runs = 0
  const again = (): void => {
    runs++
    timer.refresh() // <- leak
  }
  const timer = setTimeout(again, 10) // <- leak
  await pause(30)
  expect(runs).toBeGreaterThan(0)
})

test('is refreshed and cleared', () => {
  const timer = setTimeout(() => {}, 10)
  timer.refresh()
  clearTimeout(timer)
  expect(timer.hasRef()).toBe(true)
})
