// @case {"note":"opened in beforeAll, closed in afterAll, in a file and in nested describes"}
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Everything, openEverything } from '../support/open-everything.ts'

let everything: Everything
beforeAll(async () => {
  everything = await openEverything()
})
afterAll(() => everything.close())

test('uses everything', () => {
  expect(everything.count).toBeGreaterThan(20)
})

describe('nested', () => {
  let timer: NodeJS.Timeout
  beforeAll(() => {
    timer = setInterval(() => {}, 1000)
  })
  afterAll(() => {
    clearInterval(timer)
  })

  test('has its own', () => {
    expect(timer.hasRef()).toBe(true)
  })
})
