// @case {"note":"lazily opened in a nested describe, closed by the afterAll of the describe around it"}
import { afterAll, describe, expect, test } from 'vitest'
import { type Everything, openEverything } from '../support/open-everything.ts'

describe('outer', () => {
  let everything: Everything | undefined
  afterAll(async () => {
    await everything?.close()
  })

  describe('inner', () => {
    test('opens', async () => {
      everything = await openEverything()
      expect(everything.count).toBeGreaterThan(20)
    })
  })

  test('uses it', () => {
    expect(everything?.count).toBeGreaterThan(20)
  })
})

test('outside', () => {
  expect(1).toBe(1)
})
