import '../../fixtures/setup.ts'
import { describe, expect, test } from 'vitest'
import { checkConformance } from '../../harness/check/check-conformance.ts'
import { realRaces } from './real/index.ts'

/** More than any machine needs: which moments are tried depends on their number alone. */
const BUDGET_MS = 120_000
/**
 * The ordinary rules whose promises the races break. Those on timers let runs fail and end the manager
 * some milliseconds later, which may meet a race by chance.
 */
const ORDINARY = ['STOP-03', 'DROP-01', 'LEAK-06']

describe.for(realRaces)('the race of $file', ({ subject, breaks }) => {
  const [rule = 'EXPLORE-01'] = breaks

  test('is found, each time that its plan is run', async () => {
    const { rules } = await checkConformance(subject, { only: [rule], budgetMs: BUDGET_MS })
    const found = rules.find(({ id }) => id === rule)
    expect(found?.status).toBe('fail')
    expect(found?.message).toMatch(/ landed right before .*in each of 3 schedules in real time/)
    expect(found?.replay).toMatch(/^r1-/)
  })

  test('is missed by the ordinary rules', async () => {
    const { rules } = await checkConformance(subject, { only: ORDINARY })
    expect(rules.flatMap(({ id, status }) => (status === 'pass' ? [] : [id]))).toEqual([])
  })
})
