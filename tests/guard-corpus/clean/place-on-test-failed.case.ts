// @case {"alsoFails":["fails"],"note":"a failing test whose onTestFailed closes what it opened: only its own failure is reported"}
import { expect, onTestFailed, test } from 'vitest'
import { openEverything } from '../support/open-everything.ts'

test('fails', async () => {
  const everything = await openEverything()
  onTestFailed(() => everything.close())
  expect(everything.count).toBe(0)
})

test('neighbour', () => {
  expect(1).toBe(1)
})
