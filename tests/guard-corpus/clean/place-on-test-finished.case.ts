// @case {"note":"closed in onTestFinished, of the import and of the context"}
import { expect, onTestFinished, test } from 'vitest'
import { openEverything } from '../support/open-everything.ts'

test('by the import', async () => {
  const everything = await openEverything()
  onTestFinished(() => everything.close())
  expect(everything.count).toBeGreaterThan(20)
})

test('by the context', async ({ onTestFinished: whenFinished }) => {
  const timer = setInterval(() => {}, 1000)
  whenFinished(() => clearInterval(timer))
  expect(timer.hasRef()).toBe(true)
})
