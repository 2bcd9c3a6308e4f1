// @case {"note":"everything is closed in the body"}
import { expect, test } from 'vitest'
import { openEverything } from '../support/open-everything.ts'

test('opens and closes everything', async () => {
  const everything = await openEverything()
  expect(everything.count).toBeGreaterThan(20)
  await everything.close()
})

test('neighbour', () => {
  expect(1).toBe(1)
})
