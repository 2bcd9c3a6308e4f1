import type { Rule } from '../rule.ts'

export const clone06: Rule = {
  id: 'CLONE-06',
  level: 'MUST',
  title: 'concurrent shutdown() calls on two clones both wait',
  hint: 'keep the promise of the shutdown in the shared task, not in the handle',
  needs: ['clone'],
  async check(lab) {
    await lab.trial(async (t) => {
      t.clone()
      const run = await t.startRun()
      t.clone()
      const calls = t.handles.map((handle) => t.shutdown(handle))
      await t.adv(t.T)
      for (const call of calls) await t.expectPending(call, `run #${run.n} was in flight`)
      t.work.release()
      for (const call of calls) await t.expectFulfilled(call)
    })
  },
}
