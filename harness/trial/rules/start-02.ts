import type { Rule } from '../rule.ts'
import { endStartUp, expectNothingLeft, landDuringStart } from '../start-up.ts'

export const start02: Rule = {
  id: 'START-02',
  level: 'MUST',
  title: 'a drop during the start cuts it off: no run, timer or handle follows',
  hint: 'after every await in the start, check whether the manager was dropped, and close what has been opened by then',
  needs: ['startUp', 'drop'],
  virtualOnly: 'the moments of a start cannot be chosen',
  async check(lab) {
    await landDuringStart(lab, async (t, when) => {
      const call = t.drop()
      await endStartUp(t)
      await t.adv(10 * t.T)
      t.expectNoRunSince(call.startsBefore, `although it was dropped ${when}`)
      await expectNothingLeft(t, `after the drop, ${when},`)
    })
  },
}
