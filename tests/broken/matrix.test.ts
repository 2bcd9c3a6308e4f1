import '../../fixtures/setup.ts'
import { describe, expect, test } from 'vitest'
import { checkConformance } from '../../harness/check/check-conformance.ts'
import { EXPLORE_RULES } from '../../harness/explore/explore-rules.ts'
import { rules } from '../../harness/check/catalogue.ts'
import { subjects } from './index.ts'
import { brokenPrograms } from './process/index.ts'

// What a plainer rule has reported is left aside by the explorer. Where nothing else is to be found, the
// explorer of the same kind of ending shows that it is; the others have races and correct managers of
// their own.
const EXPLORERS: Readonly<Record<string, string>> = { DROP: 'EXPLORE-02' }

/** Over a network exploring takes seconds. */
const SLOW = ['NET', 'EXPLORE-06']

function listSkipped(breaks: readonly string[]): Record<string, string> {
  const [first = ''] = breaks
  const [area = ''] = first.split('-')
  const isSlow = SLOW.some((start) => first.startsWith(start))
  const kept = new Set([...breaks, ...(isSlow ? [] : [EXPLORERS[area] ?? 'EXPLORE-01'])])
  const skipped = EXPLORE_RULES.filter((id) => !kept.has(id))
  return Object.fromEntries(skipped.map((id) => [id, 'it has managers of its own']))
}

const known = new Set<string>(rules.map(({ id }) => id))

describe('a broken manager', () => {
  test.for(subjects)(
    '$file fails the rules it breaks, and no others',
    async ({ subject, breaks }) => {
      const report = await checkConformance(subject, { skip: listSkipped(breaks) })
      const failed = report.rules.filter(({ status }) => status === 'fail')
      const expected = breaks.filter((id) => known.has(id))
      expect(failed.map(({ id }): string => id).toSorted()).toEqual(expected.toSorted())
      // The first is what it was written for: what it is told must be plain.
      expect(failed.map(({ id, message }) => `[${id}] ${message}`).join('\n')).toMatchSnapshot()
    },
  )

  test('there is one for every rule', () => {
    const broken = new Set([...subjects, ...brokenPrograms].flatMap(({ breaks }) => breaks))
    expect([...known].filter((id) => !broken.has(id))).toEqual([])
  })
})
