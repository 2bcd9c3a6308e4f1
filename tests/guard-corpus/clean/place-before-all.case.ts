// @case {"note":"opened in beforeAll, closed by the cleanup it returns"}
import { beforeAll, expect, test } from 'vitest'
import { type Everything, openEverything } from '../support/open-everything.ts'

let everything: Everything

beforeAll(async () => {
  everything = await openEverything()
  return async () => {
    await everything.close()
  }
})

test('uses everything', () => {
  expect(everything.count).toBeGreaterThan(20)
})
