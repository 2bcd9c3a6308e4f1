// @case {"note":"closed by onCleanup of a fixture in the builder form, on which another fixture depends"}
import { expect, test as base } from 'vitest'
import { openEverything } from '../support/open-everything.ts'

const test = base
  .extend('everything', async ({ task }, { onCleanup }) => {
    const everything = await openEverything()
    onCleanup(() => everything.close())
    expect(task.name).not.toBe('')
    return everything
  })
  .extend('count', ({ everything }) => everything.count)

test('uses everything', ({ count }) => {
  expect(count).toBeGreaterThan(20)
})
