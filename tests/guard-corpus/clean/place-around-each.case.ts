// @case {"note":"opened before runTest() of aroundEach, closed after it; and what the body opened, too"}
import { aroundEach, expect, test } from 'vitest'
import { type Everything, openEverything } from '../support/open-everything.ts'

let everything: Everything
let timer: NodeJS.Timeout

aroundEach(async (runTest) => {
  everything = await openEverything()
  await runTest()
  clearInterval(timer)
  await everything.close()
})

test('uses everything', () => {
  timer = setInterval(() => {}, 1000)
  expect(everything.count).toBeGreaterThan(20)
})

test('uses everything again', () => {
  timer = setInterval(() => {}, 1000)
  expect(everything.count).toBeGreaterThan(20)
})
