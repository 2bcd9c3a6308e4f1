import type { Rule } from '../rule.ts'

export const time02: Rule = {
  id: 'TIME-02',
  level: 'MUST',
  title: 'at the timeout the signal of the run is aborted, and no run starts after',
  hint: 'abort like a drop when the deadline fires, before settling',
  needs: ['timeout'],
  async check(lab) {
    await lab.trial(async (t) => {
      const run = await t.startRun()
      const timeoutMs = t.intervals(3)
      const call = t.shutdownWithin(timeoutMs)
      await t.adv(timeoutMs)
      await t.settle(call)
      if (run.signal?.aborted === false)
        t.fail(
          `${call.label} reached its timeout, and the signal of run #${run.n} was not aborted`,
          { event: run.started, mark: 'never aborted', site: run.site },
        )
      t.work.release()
      await t.adv(10 * t.T)
      t.expectNoRunSince(call.startsBefore, 'after the timeout of shutdownWithin()')
    })
  },
}
