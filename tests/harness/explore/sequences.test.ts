import { describe, expect, test } from 'vitest'
import { Exploration } from '../../../harness/explore/exploration.ts'
import type { Plan } from '../../../harness/explore/plan/operation.ts'
import { findSpace } from '../../../harness/explore/plan/space.ts'
import { SeededGenerator } from '../../../harness/platform/randomness/seeded-generator.ts'
import { sampleMoments } from '../../../harness/explore/plan/sample-moments.ts'
import type { Schedule } from '../../../harness/explore/run/schedule.ts'
import { formatCoverage } from '../../../harness/report/format-coverage.ts'
import { kit00 } from '../../../harness/trial/rules/kit-00.ts'
import { Lab } from '../../../harness/trial/lab.ts'
import type { Subject } from '../../../harness/model/subject.ts'
import { subject as restartDoubles } from '../../broken/start/restart-doubles.ts'
import { subject as refusesLateClones } from '../../correct/refuses-late-clones.ts'
import { subject as refcounted } from '../../correct/refcounted-clones.ts'

async function runAll(subject: Subject, plans: readonly Plan[]): Promise<Schedule[]> {
  const lab = new Lab(subject)
  await kit00.check(lab)
  const found = findSpace(lab.seen, 'EXPLORE-07')
  if (found.kind === 'refusal') throw new Error(found.reason)
  return new Exploration(lab).enter(found.space, async (site) => {
    const schedules: Schedule[] = []
    for (const plan of plans) schedules.push(await site.run(plan))
    return schedules
  })
}

function readMeaning({ events }: Schedule): string[] {
  return events.map(({ atMs, text }) => `${atMs} ${text}`)
}

describe('what is left out of sequences comes to the same as without it:', () => {
  test('a call on a handle that clone() has refused', async () => {
    for (let at = 0; at < 12; at += 1) {
      const refused: Plan = [
        { name: 'shutdown', handle: 0, at },
        { name: 'clone', handle: 0, at },
      ]
      const [kept, ...leftOut] = await runAll(refusesLateClones, [
        refused,
        [...refused, { name: 'shutdown', handle: 2, at }],
        [...refused, { name: 'drop', handle: 2, at }],
      ])
      expect(kept?.task.alive).not.toContain(2)
      for (const each of leftOut) expect(readMeaning(each)).toEqual(kept && readMeaning(kept))
    }
  })

  test('a restart of what runs', async () => {
    const plans = Array.from({ length: 12 }, (_, at): Plan => [{ name: 'restart', at }])
    const [kept, ...leftOut] = await runAll(restartDoubles, [[], ...plans])
    for (const each of leftOut) expect(readMeaning(each)).toEqual(kept && readMeaning(kept))
  })
})

describe('EXPLORE-07', () => {
  test('runs the same sequences every time, and says how many', async () => {
    const lab = new Lab(refcounted)
    await kit00.check(lab)
    const found = findSpace(lab.seen, 'EXPLORE-07')
    if (found.kind === 'refusal') throw new Error(found.reason)
    const exploration = new Exploration(lab)
    // As far as a check goes, however long it takes.
    const first = await exploration.search(found.space, { goesDeep: false })
    const second = await exploration.search(found.space, { goesDeep: false })
    expect(first.status).toBe('holds')
    expect(second.coverage).toEqual(first.coverage)
    expect(formatCoverage(first.coverage)).toMatch(
      /^covered 2,500 of [\d,]+ sequences of three calls, 400 of four to eight$/,
    )
  })
})

test('sampled moments are in order, within their bounds, and the same for a seed', () => {
  const sample = (): number[][] => {
    const random = new SeededGenerator(7)
    return Array.from({ length: 200 }, () => sampleMoments(random, 5, { from: 3, last: 9 }))
  }
  expect(sample()).toEqual(sample())
  for (const moments of sample()) {
    expect(moments).toHaveLength(5)
    expect(moments).toEqual(moments.toSorted((a, b) => a - b))
    expect(moments[0]).toBeGreaterThanOrEqual(3)
    expect(moments.at(-1)).toBeLessThanOrEqual(9)
  }
})
