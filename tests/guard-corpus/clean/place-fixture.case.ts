// @case {"note":"closed by the teardown of a fixture"}
import { expect, test as base } from 'vitest'
import { type Everything, openEverything } from '../support/open-everything.ts'

const test = base.extend<{ everything: Everything }>({
  everything: async ({ task }, use) => {
    const everything = await openEverything()
    await use(everything)
    expect(task.name).not.toBe('')
    await everything.close()
  },
})

test('uses everything', ({ everything }) => {
  expect(everything.count).toBeGreaterThan(20)
})

test('uses nothing', () => {
  expect(1).toBe(1)
})
