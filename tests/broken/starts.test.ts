import '../../fixtures/setup.ts'
import { describe, expect, test } from 'vitest'
import { assertExploration } from '../../harness/check/assert-exploration.ts'
import { checkConformance } from '../../harness/check/check-conformance.ts'
import { rules } from '../../harness/check/catalogue.ts'
import { ExploreError } from '../../harness/explore/explore-error.ts'
import { explore } from '../../harness/explore/explore.ts'
import { EXPLORE_RULES } from '../../harness/explore/explore-rules.ts'
import { starts } from './races/starts/index.ts'

const RULE = 'EXPLORE-08'
const ordinary = rules.map(({ id }) => id).filter((id) => !id.startsWith('EXPLORE-'))
const others = EXPLORE_RULES.filter((id) => id !== RULE)

describe.for(starts)('the defect of $file', ({ subject, mended, plan, breaks, misses = [] }) => {
  test('is found by its shortest plan, which its token replays', async () => {
    const { spaces } = await explore(subject, { rules: [RULE] })
    const failure = spaces[0]?.failure
    const found = failure?.plan.map(({ operation, at }) => `${operation}@${at}`).join(' ')
    expect({ plan: found, breaks: failure?.brokenRule }).toEqual({ plan, breaks })
    expect(failure?.message).toMatchSnapshot()
    const again = await explore(subject, { replay: failure?.replay ?? '' })
    expect(again.spaces[0]?.failure).toEqual(failure)
    // The test that the failure gives to paste.
    expect(failure?.test).toContain("assertExploration(subject, { rules: ['EXPLORE-08'] })")
    await expect(assertExploration(subject, { rules: [RULE] })).rejects.toThrow(ExploreError)
  })

  test('is missed by the ordinary rules, and found by check', async () => {
    const report = await checkConformance(subject, { only: [...ordinary, RULE] })
    const failed = report.rules.filter(({ status }) => status === 'fail')
    expect(failed.map(({ id }) => id)).toEqual([...misses, RULE])
  })

  test('is missed once it is started, at every other moment', async () => {
    const { verdict } = await explore(subject, { rules: others.slice(0, 3), budgetMs: 60_000 })
    expect(verdict).toBe('holds')
  })

  test('mended, is gone', async () => {
    const report = await checkConformance(mended, { only: [...ordinary, RULE] })
    const failed = report.rules.filter(({ status }) => status === 'fail')
    expect(failed.map(({ id }) => id)).toEqual([...misses])
    const { verdict, coverage } = await explore(mended, { rules: [RULE], budgetMs: 60_000 })
    expect(verdict).toBe('holds')
    expect(coverage.covered).toBe(coverage.total)
  })
})
