import { expectNoTimer, expectNothingOpen } from '../expectations.ts'
import type { Rule } from '../rule.ts'

export const time02: Rule = {
  id: 'TIME-02',
  level: 'MUST',
  title:
    'at the timeout the signal of the run is aborted, no run starts after it, and nothing stays open, however long the run hangs',
  hint: 'abort like a drop when the deadline fires, before settling: clear the timers and close the handles then, not when the run ends',
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
          `${call.label} reached its timeout, but the signal of run #${run.n} was not aborted`,
          { event: run.started, mark: 'never aborted', site: run.site },
        )
      await t.adv(10 * t.T)
      // One that does not settle is TIME-01's.
      if (call.state !== 'pending') {
        const after = `the timeout of ${call.label}, with run #${run.n} in flight`
        expectNoTimer(t, `after ${after}`)
        await expectNothingOpen(t, after)
      }
      t.work.release()
      await t.adv(10 * t.T)
      t.expectNoRunSince(call.startsBefore, 'after the timeout of shutdownWithin()')
    })
  },
}
