import { Cleanup } from '../cleanup.ts'
import type { Rule } from '../rule.ts'

export const clean03: Rule = {
  id: 'CLEAN-03',
  level: 'MUST',
  title: 'cleanup also runs when the last run failed, or was aborted at the timeout',
  hint: 'run cleanup in a `finally` after the loop',
  needs: ['cleanup'],
  async check(lab) {
    await lab.trial(async (t) => {
      await t.startRun()
      const cleanup = new Cleanup(t)
      const call = t.shutdownWith(cleanup.call)
      await t.drain()
      t.work.fail(new Error('the last run failed'))
      await t.settle(call)
      if (cleanup.started.length === 0)
        t.fail('the last run failed, but cleanup did not run', {
          event: call.settled ?? call.called,
          mark: 'without cleanup',
          call,
        })
    })
    if (lab.seen.absent.has('timeout')) return
    await lab.trial(async (t) => {
      await t.startRun()
      const cleanup = new Cleanup(t)
      const call = t.shutdownWith(cleanup.call)
      const bounded = t.shutdownWithin(t.intervals(2))
      await t.adv(t.intervals(2))
      await t.settle(bounded)
      // A timeout that is ignored is TIME-01's.
      if (bounded.state === 'pending') return
      await t.settle(call)
      if (cleanup.started.length === 0)
        t.fail('the run was aborted at the timeout, but cleanup did not run', {
          event: bounded.settled ?? bounded.called,
          mark: 'without cleanup',
          call,
        })
    })
  },
}
