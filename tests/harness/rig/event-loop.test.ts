import { expect, test } from 'vitest'
import { waitForReality } from '../../../harness/rig/event-loop.ts'
import type { Clock } from '../../../harness/clock/create-clock.ts'

/** A clock on a machine that suspends the process for 50 ms at each look. */
function createStarvedClock(): { readonly clock: Clock; readonly looks: () => number } {
  let looks = 0
  const clock = {
    drain: async () => {
      looks += 1
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50)
    },
  } as unknown as Clock
  return { clock, looks: () => looks }
}

test('time in which the process is suspended does not count towards a limit', async () => {
  const { clock, looks } = createStarvedClock()
  await waitForReality(clock, () => looks() === 6, 80)
  expect(looks()).toBe(6)
})

test('what never happens is given up, however busy the machine is', async () => {
  const { clock, looks } = createStarvedClock()
  const countedMs = await waitForReality(clock, () => false, 80)
  expect(countedMs).toBeGreaterThan(0)
  expect(looks()).toBeLessThan(20)
})
