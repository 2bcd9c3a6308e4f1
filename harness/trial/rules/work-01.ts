import { expectRunning } from '../expectations.ts'
import type { Trial } from '../trial.ts'
import type { Rule } from '../rule.ts'

async function failRuns(t: Trial, count: number): Promise<void> {
  const end = t.work.completed + count
  t.work.failAll(({ n }) => new Error(`run #${n} failed`))
  await t.advUntil(() => t.work.completed >= end, (count + 3) * Math.max(t.T, t.backoffMs))
  t.work.release()
}

export const work01: Rule = {
  id: 'WORK-01',
  level: 'MUST',
  title: 'a rejecting run does not end the loop, not even twenty in a row',
  hint: 'catch around the awaited work inside the loop',
  needs: [],
  async check(lab) {
    await lab.trial(async (t) => {
      await failRuns(t, 1)
      await expectRunning(t, 'a run rejected')
      await failRuns(t, 20)
      await expectRunning(t, 'twenty runs in a row rejected')
    })
  },
}
