// @case {"note":"concurrent tests, each opens and closes everything in its own time"}
import { describe, expect, test } from 'vitest'
import { openEverything } from '../support/open-everything.ts'
import { pause } from '../support/pause.ts'

describe.concurrent('all at once', () => {
  test.for([1, 30, 60])('for %i ms', async (ms) => {
    const everything = await openEverything()
    await pause(ms)
    await everything.close()
    expect(everything.count).toBeGreaterThan(20)
  })

  test('at the end', async ({ onTestFinished }) => {
    const everything = await openEverything()
    onTestFinished(() => everything.close())
    expect(everything.count).toBeGreaterThan(20)
  })
})
