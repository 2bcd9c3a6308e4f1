// @case {"note":"closed in afterEach"}
import { afterEach, expect, test } from 'vitest'
import { type Everything, openEverything } from '../support/open-everything.ts'

let everything: Everything | undefined

afterEach(async () => {
  await everything?.close()
  everything = undefined
})

test('opens everything', async () => {
  everything = await openEverything()
  expect(everything.count).toBeGreaterThan(20)
})

test('opens nothing', () => {
  expect(everything).toBeUndefined()
})
