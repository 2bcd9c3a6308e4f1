// @case {"note":"everything is told to close, nobody waits for it"}
import { expect, test } from 'vitest'
import { openEverything } from '../support/open-everything.ts'

test('closes and goes', async () => {
  const everything = await openEverything()
  expect(everything.count).toBeGreaterThan(20)
  void everything.close()
})

test('neighbour', () => {
  expect(1).toBe(1)
})
