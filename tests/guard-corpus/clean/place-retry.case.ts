// @case {"note":"a failed first attempt that cleans up in afterEach"}
import { afterEach, expect, test } from 'vitest'
import { type Everything, openEverything } from '../support/open-everything.ts'

let everything: Everything
let attempts = 0
afterEach(() => everything.close())

test('is flaky and tidy', { retry: 1 }, async () => {
  everything = await openEverything()
  attempts++
  expect(attempts).toBe(2)
})
