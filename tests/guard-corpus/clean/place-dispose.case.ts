// @case {"note":"closed by Symbol.asyncDispose in a finally, as await using does it"}
import { expect, test } from 'vitest'
import { openEverything } from '../support/open-everything.ts'

test('disposes of everything', async () => {
  const everything = await openEverything()
  const scope = { [Symbol.asyncDispose]: () => everything.close() }
  try {
    expect(everything.count).toBeGreaterThan(20)
  } finally {
    await scope[Symbol.asyncDispose]()
  }
})

test('disposes of a timer', () => {
  const timer = setInterval(() => {}, 1000)
  timer[Symbol.dispose]()
  expect(1).toBe(1)
})
