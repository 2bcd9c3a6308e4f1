// @case {"note":"opened in beforeEach, closed by the cleanup it returns"}
import { beforeEach, expect, test } from 'vitest'
import { type Everything, openEverything } from '../support/open-everything.ts'

let everything: Everything

beforeEach(async () => {
  everything = await openEverything()
  return () => everything.close()
})

test('uses everything', () => {
  expect(everything.count).toBeGreaterThan(20)
})

test('uses everything again', () => {
  expect(everything.count).toBeGreaterThan(20)
})
