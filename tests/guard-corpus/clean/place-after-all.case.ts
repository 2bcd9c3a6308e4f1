// @case {"note":"a lazily created singleton: the first test that needs it opens everything, afterAll closes it"}
import { afterAll, expect, test } from 'vitest'
import { type Everything, openEverything } from '../support/open-everything.ts'

let everything: Promise<Everything> | undefined
const shared = (): Promise<Everything> => (everything ??= openEverything())

afterAll(async () => {
  await (await everything)?.close()
})

test('needs nothing', () => {
  expect(1).toBe(1)
})

test('needs it first', async () => {
  expect((await shared()).count).toBeGreaterThan(20)
})

test('needs it again', async () => {
  expect((await shared()).count).toBeGreaterThan(20)
})
