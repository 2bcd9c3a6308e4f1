import '../../fixtures/setup.ts'
import { describe, expect, test } from 'vitest'
import { checkConformance } from '../../harness/check/check-conformance.ts'
import { rules } from '../../harness/check/catalogue.ts'
import { subjects } from './index.ts'
import { brokenPrograms } from './process/index.ts'

// Its own managers and every correct one are run through it; the others would meet it with defects that
// shorter plans have found already.
const SEQUENCES = 'EXPLORE-07'
const BRIEF = { [SEQUENCES]: 'it has managers of its own' }

const known = new Set<string>(rules.map(({ id }) => id))

describe('a broken manager', () => {
  test.for(subjects)(
    '$file fails the rules it breaks, and no others',
    async ({ subject, breaks }) => {
      const options = breaks.includes(SEQUENCES) ? {} : { skip: BRIEF }
      const report = await checkConformance(subject, options)
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
