import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { checkConformance } from '../../../harness/check/check-conformance.ts'
import { explore } from '../../../harness/explore/explore.ts'
import type { ExploreReport } from '../../../harness/explore/explore-report.ts'
import type { Subject } from '../../../harness/model/subject.ts'
import { SchedulerTask } from '../../../reference/scheduler-task.ts'
import { mended, subject } from './jitter.ts'

const EXPLORE_01 = { rules: ['EXPLORE-01'], budgetMs: 60_000 } as const

function findFailure({ spaces }: ExploreReport): NonNullable<(typeof spaces)[0]['failure']> {
  const failure = spaces[0]?.failure
  if (failure === undefined) throw new Error('nothing was broken')
  return failure
}

describe('a manager with jitter', () => {
  test('is explored, and its defect found', async () => {
    const report = await checkConformance(subject)
    expect(report).toMatchObject({ verdict: 'violates', seed: 1 })
    const rule = report.rules.find(({ id }) => id === 'EXPLORE-01')
    expect(rule).toMatchObject({ status: 'fail' })
    expect(rule?.message).toMatch(/^shutdown\(\) never settles: .* in a wait for the next timer\./)
    expect(rule?.replay).not.toContain('-r')
  })

  test('mended, holds with three seeds', async () => {
    const { verdict, coverage, seed } = await explore(mended, EXPLORE_01)
    expect({ verdict, seed }).toEqual({ verdict: 'holds', seed: 1 })
    expect(coverage.covered).toBe(coverage.total)
    const { random } = Math
    // What somebody has fixed by hand stays fixed, and there is nothing to try then.
    Math.random = () => 0.5
    try {
      const one = await explore(mended, EXPLORE_01)
      expect(coverage.covered).toBeGreaterThan(2 * one.coverage.covered)
    } finally {
      Math.random = random
    }
  })

  test('has all sequences tried with the first seed, and a fifth of them with each other', async () => {
    const { rules } = await checkConformance(mended, { only: ['EXPLORE-07'] })
    const { status, coverage } = rules.find(({ id }) => id === 'EXPLORE-07') ?? {}
    expect({ status, triples: coverage?.triples?.covered, longer: coverage?.longer }).toEqual({
      status: 'pass',
      triples: 600 + 2 * 120,
      longer: 150 + 2 * 30,
    })
  })

  test('goes the same way with the same seed', async () => {
    const first = await explore(subject, { ...EXPLORE_01, seed: 7 })
    const again = await explore(subject, { ...EXPLORE_01, seed: 7 })
    expect(first.seed).toBe(7)
    expect(findFailure(first)).toEqual(findFailure(again))
  })

  test('has its seed in the token and in the test to paste, and replays by the token alone', async () => {
    const failure = findFailure(await explore(subject, { ...EXPLORE_01, seed: 7 }))
    expect(failure.replay).toMatch(/^x1-01-n\d+-b\d+-r7-s@\d+-[0-9a-f]{4}$/)
    expect(failure.test).toContain("{ operations: [['shutdown']], seed: 7 }")
    const replayed = findFailure(await explore(subject, { replay: failure.replay }))
    expect({ ...replayed, test: '' }).toEqual({ ...failure, test: '' })
  })
})

test('every schedule begins with the first number of a seed', async () => {
  const ids = new Set<string>()
  const named: Subject<SchedulerTask> = {
    name: 'Named',
    ownership: 'owned',
    intervalMs: 1000,
    create: ({ work, logger }) => {
      const id = randomUUID()
      ids.add(id)
      const quantumMicros = 1_000_000 + Number.parseInt(id.slice(0, 2), 16) * 1000
      return SchedulerTask.spawn({ schedule: work, quantumMicros, logger })
    },
  }
  const readIds = async (seed: number): Promise<string[]> => {
    ids.clear()
    const { verdict, reason } = await explore(named, { ...EXPLORE_01, seed })
    expect({ verdict, reason }).toEqual({ verdict: 'holds', reason: undefined })
    return [...ids]
  }
  const [first, second, third] = await readIds(1)
  // Of three seeds, one each; the next exploration begins one seed later.
  expect(await readIds(2)).toEqual([second, third, expect.any(String)])
  expect(first).not.toBe(second)
})

test.for([-1, 1.5, '1', Number.NaN])('a seed of %j is refused', async (seed) => {
  const message = /^Expected `seed` to be a whole number >= 0, got /
  const options = { seed: seed as number }
  await expect(explore(subject, options)).rejects.toThrow(message)
  await expect(checkConformance(subject, options)).rejects.toThrow(message)
})
