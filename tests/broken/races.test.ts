import '../../fixtures/setup.ts'
import { describe, expect, test } from 'vitest'
import { checkConformance } from '../../harness/check/check-conformance.ts'
import { rules } from '../../harness/check/catalogue.ts'
import { assertExploration } from '../../harness/check/assert-exploration.ts'
import { ExploreError } from '../../harness/explore/explore-error.ts'
import { EXPLORE_RULES } from '../../harness/explore/explore-rules.ts'
import { explore } from '../../harness/explore/explore.ts'
import type { OperationText, PlanText } from '../../harness/explore/plan/plan-text.ts'
import { exploreAtTimers } from './races/explore-at-timers.ts'
import { races } from './races/index.ts'

const ordinary = rules.map(({ id }) => id).filter((id) => !id.startsWith('EXPLORE-'))

function formatPlan(plan: PlanText): string {
  return plan
    .map(({ operation, at }) => {
      const [name, handle] = operation.split(' ')
      return `${handle === undefined ? '' : `${handle}.`}${name}@${at}`
    })
    .join(' ')
}

describe.for(races)(
  'the race of $file',
  ({ subject, mended, rule, plan, breaks, ordinary: seen = [] }) => {
    test('is found, by its shortest plan', async () => {
      const report = await explore(subject, { rules: [rule], budgetMs: 60_000 })
      const failure = report.spaces[0]?.failure
      expect(failure && { plan: formatPlan(failure.plan), breaks: failure.brokenRule }).toEqual({
        plan,
        breaks,
      })
      expect(failure?.message).toMatchSnapshot()
      // The test that the failure gives to paste fails, and passes once the race is mended.
      const [, list = ''] = /operations: (\[\[.*\]\])/.exec(failure?.test ?? '') ?? []
      const operations = JSON.parse(list.replaceAll("'", '"')) as OperationText[][]
      await expect(assertExploration(subject, { operations })).rejects.toThrow(ExploreError)
      await expect(assertExploration(mended, { operations })).resolves.toMatchObject({
        verdict: 'holds',
      })
    })

    test('is missed by all singles and pairs between timers', async () => {
      const { schedules, broken } = await exploreAtTimers(subject, rule)
      expect(broken).toEqual([])
      expect(schedules).toBeGreaterThan(200)
    })

    test('is missed by the ordinary rules, and found by check', async () => {
      const report = await checkConformance(subject, { only: [...ordinary, rule] })
      const failed = report.rules.filter(({ status }) => status === 'fail')
      expect(failed.map(({ id }) => id)).toEqual([...seen, rule])
    })

    test('mended, is gone with every single and the pairs that stand for the others', async () => {
      const only = EXPLORE_RULES.filter((id) => id !== 'EXPLORE-07')
      const { rules: judged } = await checkConformance(mended, { only })
      const failed = judged.filter(({ status }) => status === 'fail' || status === 'not-run')
      expect(failed).toEqual([])
    })
  },
)

/** Every pair of every race takes minutes: every fourth race is searched to the end. */
const EXHAUSTED = 4

test.for(races.filter((_, index) => index % EXHAUSTED === 0))(
  'the race of $file, mended, is gone with every pair',
  async ({ mended, rule }) => {
    const { verdict, reason, coverage } = await explore(mended, {
      rules: [rule],
      budgetMs: 170_000,
    })
    expect({ verdict, reason }).toEqual({ verdict: 'holds', reason: undefined })
    expect(coverage.covered).toBe(coverage.total)
  },
)
