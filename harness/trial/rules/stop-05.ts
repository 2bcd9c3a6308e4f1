import type { Rule } from '../rule.ts'

export const stop05: Rule = {
  id: 'STOP-05',
  level: 'MUST',
  title: 'concurrent shutdown() calls all wait for the same completion',
  hint: 'let every call return the promise of the first; a flag that returns early releases the second caller too soon',
  needs: [],
  async check(lab) {
    await lab.trial(async (t) => {
      const run = await t.startRun()
      const calls = [t.shutdown(), t.shutdown(), t.shutdown()]
      await t.drain()
      calls.push(t.shutdown())
      await t.adv(t.T)
      for (const call of calls) await t.expectPending(call, `run #${run.n} was in flight`)
      t.work.release()
      for (const call of calls) await t.expectFulfilled(call)
    })
  },
}
