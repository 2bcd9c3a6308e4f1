// @case {"note":"automatic fixtures with a cleanup, test-scoped: set up before, torn down after everything else"}
import { afterEach, aroundEach, expect, test as base } from 'vitest'
import { openEverything } from '../support/open-everything.ts'

const test = base.extend('everything', { auto: true }, async ({ task }, { onCleanup }) => {
  const everything = await openEverything()
  onCleanup(() => everything.close())
  expect(task.name).not.toBe('')
  return everything
})

let timer: NodeJS.Timeout
aroundEach(async (runTest) => {
  timer = setInterval(() => {}, 1000)
  await runTest()
})
afterEach(() => clearInterval(timer))

test('uses it', ({ everything }) => {
  expect(everything.count).toBeGreaterThan(20)
})

test('does not use it', () => {
  expect(1).toBe(1)
})
