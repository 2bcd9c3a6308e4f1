import '../../fixtures/setup.ts'
import { describe, expect, test } from 'vitest'
import { checkConformance } from '../../harness/check/check-conformance.ts'
import type { RuleResult } from '../../harness/model/report.ts'
import { subjects } from './index.ts'

describe('a correct manager', () => {
  test.for(subjects)(
    '$file is accused of no MUST, and of no SHOULD but those it misses',
    async ({ subject, misses, isReal = false }) => {
      const { verdict, rules } = await checkConformance(subject)
      const isUnexplored = ({ id, status }: RuleResult): boolean =>
        isReal && status === 'not-run' && id.startsWith('EXPLORE')
      const failed = rules.filter(
        (rule) => (rule.status === 'fail' || rule.status === 'not-run') && !isUnexplored(rule),
      )
      expect(
        failed.map(({ id, message, reason }) =>
          misses?.includes(id) ? id : `${id} ${message ?? reason}`,
        ),
      ).toEqual(
        failed
          .filter(({ id, level }) => level !== 'MUST' && misses?.includes(id))
          .map(({ id }) => id),
      )
      expect(failed.map(({ id }): string => id).toSorted()).toEqual([...(misses ?? [])].toSorted())
      expect(verdict).toBe(isReal ? 'inconclusive' : 'conforms')
    },
  )
})
