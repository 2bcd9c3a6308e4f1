import '../../fixtures/setup.ts'
import { describe, expect, test } from 'vitest'
import { checkConformance } from '../../harness/check/check-conformance.ts'
import { rules } from '../../harness/check/catalogue.ts'
import { explore } from '../../harness/explore/explore.ts'
import { EXPLORE_RULES } from '../../harness/explore/explore-rules.ts'
import type { PlanText } from '../../harness/explore/plan/plan-text.ts'
import { subject as bornStopped } from './clone/born-stopped.ts'
import { subject as lastDropAborts } from './clone/last-drop-aborts-shutdown.ts'
import { sequences } from './races/sequences/index.ts'

const RULE = 'EXPLORE-07'
const ordinary = rules.map(({ id }) => id).filter((id) => !id.startsWith('EXPLORE-'))
const pairs = EXPLORE_RULES.filter((id) => id !== RULE)

function formatPlan(plan: PlanText): string {
  return plan
    .map(({ operation, at }) => {
      const [name, handle] = operation.split(' ')
      return `${handle === undefined ? '' : `${handle}.`}${name}@${at}`
    })
    .join(' ')
}

describe.for(sequences)(
  'the defect of $file',
  ({ subject, mended, plan, breaks, ordinary: seen = [] }) => {
    test('is found by its shortest plan, which its token replays', async () => {
      const { spaces } = await explore(subject, { rules: [RULE] })
      const failure = spaces[0]?.failure
      expect(failure && { plan: formatPlan(failure.plan), breaks: failure.brokenRule }).toEqual({
        plan,
        breaks,
      })
      const again = await explore(subject, { replay: failure?.replay ?? '' })
      expect(again.spaces[0]?.failure).toEqual(failure)
      const operations = [failure?.plan.map(({ operation }) => operation) ?? []]
      expect((await explore(subject, { operations, budgetMs: 5000 })).verdict).toBe('broken')
    })

    test('is missed by every single operation, and by the pairs that stand for the others', async () => {
      const { rules: judged } = await checkConformance(subject, { only: pairs })
      expect(judged.filter(({ status }) => status === 'fail' || status === 'not-run')).toEqual([])
    })

    test('is seen by check', async () => {
      const report = await checkConformance(subject, { only: [...ordinary, RULE] })
      const failed = report.rules.filter(({ status }) => status === 'fail').map(({ id }) => id)
      expect(failed).toEqual(expect.arrayContaining([...seen]))
      // What an ordinary rule has reported is not said twice.
      expect(failed.length).toBeGreaterThan(0)
    })

    test('mended, is gone', async () => {
      const { verdict, reason } = await explore(mended, { rules: [RULE] })
      expect({ verdict, reason }).toEqual({ verdict: 'holds', reason: undefined })
    })
  },
)

describe.for([
  [
    { ...bornStopped, waive: { 'CLONE-10': 'to see what the explorer says' } },
    ['shutdown a', 'clone a', 'shutdown c'],
  ],
  [
    { ...lastDropAborts, waive: { 'CLONE-11': 'to see what the explorer says' } },
    ['shutdown a', 'drop a', 'drop b'],
  ],
] as const)('%j', ([subject, expected]) => {
  test('is found by three operations where the rule about it is waived', async () => {
    const { spaces } = await explore(subject, { rules: [RULE] })
    expect(spaces[0]?.failure?.plan.map(({ operation }) => operation)).toEqual(expected)
  })
})
