// @case {"note":"opened while the file is loaded, closed in afterAll"}
import { afterAll, expect, test } from 'vitest'
import { openEverything } from '../support/open-everything.ts'

const everything = await openEverything()
afterAll(() => everything.close())

test('uses everything', () => {
  expect(everything.count).toBeGreaterThan(20)
})

test('neighbour', () => {
  expect(1).toBe(1)
})
