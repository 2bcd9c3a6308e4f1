import '../../fixtures/setup.ts'
import { expect, test } from 'vitest'
import { checkConformance } from '../../harness/check/check-conformance.ts'
import { realSubjects } from './real/index.ts'

test.for(realSubjects)('$name is accused at no moment of real time', async (subject) => {
  const only = ['EXPLORE-01', 'EXPLORE-02']
  const { rules } = await checkConformance(subject, { only, budgetMs: 120_000 })
  expect(
    rules.flatMap(({ id, status, message, reason }) =>
      status === 'pass' ? [] : [`${id} ${message ?? reason}`],
    ),
  ).toEqual([])
  const explored = rules.flatMap(({ coverage }) => coverage ?? [])
  expect(explored).toHaveLength(2)
  for (const { covered } of explored) expect(covered).toBeGreaterThan(3)
})
