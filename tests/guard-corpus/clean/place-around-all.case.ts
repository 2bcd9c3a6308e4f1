// @case {"note":"opened and closed by aroundAll"}
import { aroundAll, expect, test } from 'vitest'
import { type Everything, openEverything } from '../support/open-everything.ts'

let everything: Everything

aroundAll(async (runSuite) => {
  everything = await openEverything()
  await runSuite()
  await everything.close()
})

test('uses everything', () => {
  expect(everything.count).toBeGreaterThan(20)
})
