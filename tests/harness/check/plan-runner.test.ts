import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createPlanRunner } from '../../../harness/check/plan-runner.ts'
import type { PlanText } from '../../../harness/explore/plan/plan-text.ts'
import { subject as dropInLastAwait } from '../../broken/explore/drop-in-last-await.ts'
import { subject as lostWakeup } from '../../broken/explore/lost-wakeup.ts'
import { createSubject } from './minimal-manager.ts'

const choices = fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 4 })

describe('a plan runner', () => {
  test('names what the subject can be put through', async () => {
    const { operations, boundaries } = await createPlanRunner(lostWakeup)
    expect(operations).toEqual(['shutdown', 'reject', 'throw', 'hang', 'drop'])
    expect(boundaries).toBe(59)
  })

  test('makes a plan in order of any numbers', async () => {
    const runner = await createPlanRunner(lostWakeup)
    expect(
      runner.toPlan([
        [5, 60],
        [4, 0],
      ]),
    ).toEqual([
      { operation: 'drop', at: 0 },
      { operation: 'shutdown', at: 1 },
    ])
  })

  test('lets fast-check find a race and shrink its plan to one operation', async () => {
    const runner = await createPlanRunner(lostWakeup)
    const found = await fc.check(
      fc.asyncProperty(choices, (made) => runner.check(runner.toPlan(made))),
      { seed: 1, numRuns: 300 },
    )
    expect(found.failed).toBe(true)
    const plan = runner.toPlan(found.counterexample?.[0] ?? [])
    expect(plan).toHaveLength(1)
    expect(plan[0]?.operation).toBe('shutdown')
    expect(String(found.errorInstance)).toContain('shutdown() never settles')
  })

  test('finds nothing in a conforming manager', async () => {
    const runner = await createPlanRunner(createSubject())
    await fc.assert(
      fc.asyncProperty(choices, (made) => runner.check(runner.toPlan(made))),
      { seed: 1, numRuns: 100 },
    )
  })

  test('tells of one plan what it breaks', async () => {
    const runner = await createPlanRunner(dropInLastAwait)
    const failure = await runner.run([
      { operation: 'shutdown', at: 0 },
      { operation: 'drop', at: 2 },
    ])
    expect(failure?.brokenRule).toBe('DROP-06')
    expect(await runner.run([{ operation: 'shutdown', at: 0 }])).toBeUndefined()
  })

  test.each([
    [
      { operation: 'stop', at: 0 },
      'Unknown operation "stop" in `plan`: known are shutdown, shutdownWithin, shutdownSoon, shutdownWith, drop, clone, restart, reject, throw, hang, start and lack, and refuse, silence, reset, crash and heal of a host; all but shutdownWith, reject, throw, hang, start and lack also of one handle or host, as in \'drop b\'',
    ],
    [
      { operation: 'drop', at: -1 },
      'Expected `at` in the plan to be the number of a step, a whole number >= 0, got -1',
    ],
  ])('refuses %j', async (step, message) => {
    const runner = await createPlanRunner(lostWakeup)
    await expect(runner.run([step] as PlanText)).rejects.toThrow(new TypeError(message))
  })
})
