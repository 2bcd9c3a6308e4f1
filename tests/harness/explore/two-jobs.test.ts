import '../../../fixtures/setup.ts'
import { expect, test } from 'vitest'
import { checkConformance } from '../../../harness/check/check-conformance.ts'
import { IntervalManager, intervalSubject } from '../../broken/bases/interval-manager.ts'
import { twoJobs } from './two-jobs.ts'

const only = ['WORK-07', 'EXPLORE-01', 'EXPLORE-02', 'EXPLORE-03'] as const

test('a shutdown() that is pending is not judged for the timer that it polls with', async () => {
  const subject = { ...twoJobs, waive: { 'WORK-07': 'two jobs' } }
  const { rules } = await checkConformance(subject, { only: [...only] })
  expect(rules.filter(({ status }) => status === 'fail')).toEqual([])
})

/** Starts a run beside the one in flight, and leaves a timer after shutdown(): two promises broken by one plan. */
class TwiceBroken extends IntervalManager {
  override begin(): this {
    setTimeout(() => {}, 1e9)
    return super.begin()
  }

  protected override tick(): void {
    void this.launch()
  }
}

test('the token of a failure replays that very failure', async () => {
  const subject = intervalSubject('TwiceBroken', TwiceBroken)
  const { rules } = await checkConformance(subject, { only: [...only] })
  const tokens = rules.flatMap(({ id, message, replay }) =>
    replay === undefined ? [] : [{ id, message, replay }],
  )
  expect(tokens.length).toBeGreaterThan(0)
  for (const { id, message, replay } of tokens) {
    const again = await checkConformance(subject, { replay })
    expect(again.rules.find((rule) => rule.id === id)).toMatchObject({ message, replay })
  }
})
