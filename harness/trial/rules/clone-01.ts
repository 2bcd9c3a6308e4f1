import type { Rule } from '../rule.ts'

export const clone01: Rule = {
  id: 'CLONE-01',
  level: 'MUST',
  title: 'shutdown() on any clone stops the task for all',
  hint: 'share one task handle between the clones, and let shutdown() act on that',
  needs: ['clone'],
  async check(lab) {
    for (const index of [0, 1, 2]) {
      await lab.trial(async (t) => {
        t.clone()
        t.clone(t.handles[1])
        const call = t.shutdown(t.handles[index])
        await t.expectFulfilled(call)
        await t.adv(5 * t.T)
        t.expectNoRunSince(call.startsBefore, `after ${call.label}`, lab.finalRuns)
        for (const handle of t.handles) await t.expectFulfilled(t.shutdown(handle))
      })
    }
  },
}
