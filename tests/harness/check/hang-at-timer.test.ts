import '../../../fixtures/setup.ts'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { checkConformance } from '../../../harness/check/check-conformance.ts'
import { EXPLORE_RULES } from '../../../harness/explore/explore-rules.ts'
import type { Subject } from '../../../harness/model/subject.ts'

const QUICK = { skip: Object.fromEntries(EXPLORE_RULES.map((id) => [id, 'slow'])) }

/** Polls until it sees the flag, and then waits out `restMs`, whatever it is asked. */
function slowToStop(restMs: number): Subject {
  return {
    name: 'SlowPoller',
    ownership: 'owned',
    profile: 'graceful',
    intervalMs: 1000,
    create: ({ work, logger }) => {
      const stop = { isAsked: false }
      const poll = async (): Promise<void> => {
        while (!stop.isAsked) {
          await sleep(1000)
          if (stop.isAsked) break
          try {
            await work()
          } catch (error) {
            logger.error('poll failed', error)
          }
        }
        await sleep(restMs)
        logger.info('stopped')
      }
      const loop = poll()
      return {
        shutdown: () => {
          stop.isAsked = true
          return loop
        },
      }
    },
  }
}

test('a shutdown() that waits out a timer is one failure, which names the timer', async () => {
  const { rules } = await checkConformance(slowToStop(3000), QUICK)
  const broken = rules.filter(({ status, level }) => status === 'fail' && level === 'MUST')
  const told = broken.filter(({ cause }) => cause === undefined)
  expect(told.map(({ id }) => id)).toEqual(['STOP-01'])
  expect(broken.length).toBeGreaterThan(5)
  const [{ message = '', hint } = {}] = told
  expect(message.replaceAll(/\([^)]*:\d+\)/g, '(…)')).toBe(
    'shutdown() was still pending 1000 ms after the call. It hangs in the await at poll (…), on the promise of a timer, made at poll (…); a timer made there is due in 2900 ms',
  )
  expect(hint).toBe(
    'end that wait when shutdown() is called: clear its timer and resolve its promise, or give the sleep an AbortSignal',
  )
})

test('one that has a timer left when it settles is accused of nothing of the kind', async () => {
  const { rules } = await checkConformance(slowToStop(0), {
    only: ['STOP-01', 'STOP-02', 'STOP-04'],
  })
  expect(rules.filter(({ status }) => status === 'fail')).toEqual([])
})
