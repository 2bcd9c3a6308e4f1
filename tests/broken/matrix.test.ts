import '../../fixtures/setup.ts'
import { describe, expect, test } from 'vitest'
import { checkConformance } from '../../harness/check/check-conformance.ts'
import { rules } from '../../harness/check/catalogue.ts'
import { subjects } from './index.ts'
import { brokenPrograms } from './process/index.ts'

const known = new Set<string>(rules.map(({ id }) => id))

describe('a broken manager', () => {
  test.for(subjects)(
    '$file fails the rules it breaks, and no others',
    async ({ subject, breaks }) => {
      const report = await checkConformance(subject)
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
