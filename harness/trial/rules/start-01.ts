import type { Rule } from '../rule.ts'
import {
  endStartUp,
  expectNothingLeft,
  expectResourcesClosed,
  landDuringStart,
} from '../start-up.ts'

export const start01: Rule = {
  id: 'START-01',
  level: 'MUST',
  title:
    'shutdown() during the start settles once the start is over, and no run, timer or handle follows',
  hint: 'check the stop flag after every await in the start, close what has been opened by then, and let shutdown() await the start',
  needs: ['startUp'],
  virtualOnly: 'the moments of a start cannot be chosen',
  async check(lab) {
    await landDuringStart(lab, async (t, when) => {
      const call = t.shutdown()
      await endStartUp(t)
      await t.expectFulfilled(call)
      const before = t.work.starts
      await t.adv(10 * t.T)
      t.expectNoRunSince(before, `although shutdown(), called ${when}, had fulfilled`)
      await expectNothingLeft(t, `after shutdown(), called ${when},`)
      expectResourcesClosed(t, `after shutdown(), called ${when},`)
    })
  },
}
