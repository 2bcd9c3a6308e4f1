import '../../fixtures/setup.ts'
import { describe, expect, test } from 'vitest'
import { checkConformance } from '../../harness/check/check-conformance.ts'
import { EXPLORE_RULES } from '../../harness/explore/explore-rules.ts'
import { subject as politeThread } from '../correct/polite-thread.ts'
import { subject as threadManager } from '../correct/thread-manager.ts'
import { subject as lateMessage } from './worker/late-message.ts'
import { realTimeSubjects } from './worker/index.ts'

/** All of them take half a minute: those that a thread has to do with, and what the manager breaks. */
const PICKED =
  'STOP-01 STOP-02 STOP-03 STOP-04 STOP-05 STOP-06 STOP-10 DROP-01 DROP-03 DROP-04 DROP-05 DROP-06 WORK-07 LEAK-06 PROC-05'.split(
    ' ',
  )

describe('in real time', () => {
  test.for(realTimeSubjects)(
    '$file fails the rules it breaks, and no others',
    async ({ subject, breaks }) => {
      const report = await checkConformance(subject, { only: [...PICKED, ...breaks] })
      const failed = report.rules.filter(({ status }) => status === 'fail' || status === 'not-run')
      expect(failed.map(({ id }): string => id).toSorted()).toEqual(breaks.toSorted())
      const [first] = breaks
      const { message = '' } = failed.find(({ id }) => id === first) ?? {}
      // Times are real ones, and no two runs have the same; nor do the numbers of the runs.
      expect(`[${first}] ${message.replaceAll(/\d+ ms|#\d+/g, '…')}`).toMatchSnapshot()
    },
  )

  test('a run that is on its way at shutdown() is found each time, whatever the machine does', async () => {
    for (let check = 0; check < 3; check += 1) {
      const { verdict, rules } = await checkConformance(lateMessage, { only: ['STOP-03'] })
      const message = rules.find(({ id }) => id === 'STOP-03')?.message
      expect({ verdict, message: message?.replaceAll(/\d+ ms|#\d+/g, '…') }).toEqual({
        verdict: 'violates',
        message: 'late-message started run … at …, … after shutdown()',
      })
    }
  })

  test('a correct manager of a thread conforms, explored too', async () => {
    const { verdict, rules } = await checkConformance(threadManager)
    expect(rules.flatMap(({ id, status }) => (status === 'fail' ? [id] : []))).toEqual([])
    expect(verdict).toBe('conforms')
  })

  test('a thread that ends by itself is accused of nothing but what it misses', async () => {
    // Exploring takes longest: see real.test.ts.
    const skip = Object.fromEntries(EXPLORE_RULES.map((id) => [id, 'it takes too long']))
    const { rules } = await checkConformance(politeThread, { skip })
    const failed = rules.filter(
      ({ id, status }) => !(id in skip) && (status === 'fail' || status === 'not-run'),
    )
    expect(
      failed.map(({ id, message, reason }) =>
        id === 'STOP-09' ? id : `${id} ${message ?? reason}`,
      ),
    ).toEqual(['STOP-09'])
  })
})
