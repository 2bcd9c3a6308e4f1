import type { Rule } from '../rule.ts'

export const stop08: Rule = {
  id: 'STOP-08',
  level: 'SHOULD',
  title: 'stopping does not wait for the remaining interval',
  hint: 'wake the sleep with an AbortSignal, or clear its timer, instead of checking a flag when it ends',
  needs: [],
  virtualOnly: 'how soon it stops would be a matter of the machine',
  async check(lab) {
    await lab.trial(async (t) => {
      await t.adv(Math.floor(t.T / 4))
      await t.expectFulfilled(t.shutdown(), 0)
    })
  },
}
