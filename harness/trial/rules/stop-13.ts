import type { Rule } from '../rule.ts'

export const stop13: Rule = {
  id: 'STOP-13',
  level: 'MUST',
  title: 'an idle manager has stopped within one interval of the call',
  hint: 'let one wake-up be enough: check the flag as soon as the sleep ends',
  needs: [],
  virtualOnly: 'how soon it stops would depend on the machine',
  async check(lab) {
    for (const elapsed of [0, 0.5]) {
      await lab.trial(async (t) => {
        await t.adv(Math.floor(elapsed * t.T))
        await t.expectFulfilled(t.shutdown())
      })
    }
  },
}
