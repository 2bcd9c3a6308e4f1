import '../../fixtures/setup.ts'
import { describe, expect, test } from 'vitest'
import { checkConformance } from '../../harness/conformance/check-conformance.ts'
import { subject as correct } from '../correct/thread-manager.ts'
import { realTimeSubjects } from './worker/index.ts'

describe('in real time', () => {
  test.for(realTimeSubjects)(
    '$file fails the rules it breaks, and no others',
    async ({ subject, breaks }) => {
      const report = await checkConformance(subject)
      const failed = report.rules.filter(({ status }) => status === 'fail' || status === 'not-run')
      expect(failed.map(({ id }): string => id).toSorted()).toEqual(breaks.toSorted())
      const [first] = breaks
      const { message = '' } = failed.find(({ id }) => id === first) ?? {}
      // Times are real ones, and no two runs have the same.
      expect(`[${first}] ${message.replaceAll(/\d+ ms/g, '… ms')}`).toMatchSnapshot()
    },
  )

  test('a correct manager is accused of nothing but what it misses', async () => {
    const { rules, verdict } = await checkConformance(correct)
    const failed = rules.filter(({ status }) => status === 'fail' || status === 'not-run')
    expect(failed.map(({ id, message, reason }) => `${id} ${message ?? reason}`)).toEqual([])
    expect(verdict).toBe('conforms')
  })
})
