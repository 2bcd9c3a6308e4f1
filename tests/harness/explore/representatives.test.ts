import { expect, test } from 'vitest'
import { Exploration } from '../../../harness/explore/exploration.ts'
import type { SpaceResult } from '../../../harness/explore/explore-report.ts'
import { findSpace } from '../../../harness/explore/plan/space.ts'
import { Lab } from '../../../harness/trial/lab.ts'
import { kit00 } from '../../../harness/trial/rules/kit-00.ts'
import type { ExploreRuleId } from '../../../harness/explore/explore-rules.ts'
import type { Subject } from '../../../harness/model/subject.ts'
import { races } from '../../broken/races/index.ts'

async function search(
  subject: Subject,
  rule: ExploreRuleId,
  isBrief: boolean,
): Promise<SpaceResult> {
  const lab = new Lab(subject)
  await kit00.check(lab)
  const found = findSpace(lab.seen, rule)
  if (found.kind === 'refusal') throw new Error(found.reason)
  return new Exploration(lab).search(found.space, { isBrief })
}

test.for(races)(
  'the race of $file is among what stands for the rest',
  async ({ subject, rule, plan }) => {
    const { failure } = await search(subject, rule, true)
    const found = failure?.plan.map(({ operation, at }) => {
      const [name, handle] = operation.split(' ')
      return `${handle === undefined ? '' : `${handle}.`}${name}@${at}`
    })
    expect(found?.join(' ')).toBe(plan)
  },
)

test('what stands for the rest is a part of the whole', async () => {
  const race = races.find(({ file }) => file === 'waiter-lost.ts')
  if (race === undefined) throw new Error('there is no such race')
  const brief = await search(race.mended, race.rule, true)
  const whole = await search(race.mended, race.rule, false)
  expect([brief.status, whole.status]).toEqual(['holds', 'holds'])
  expect(whole.coverage.covered).toBe(whole.coverage.total)
  expect(brief.coverage.covered).toBeLessThan(whole.coverage.covered)
})
