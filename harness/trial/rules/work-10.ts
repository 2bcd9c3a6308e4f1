import type { Rule } from '../rule.ts'

export const work10: Rule = {
  id: 'WORK-10',
  level: 'SHOULD',
  title: 'the work receives an AbortSignal that is not aborted in normal operation',
  hint: 'pass the work the signal that only an abort aborts',
  needs: ['signal'],
  async check(lab) {
    await lab.trial(async (t) => {
      await t.adv(5 * t.T)
      for (const run of t.work.runs) {
        if (run.signal === undefined)
          t.fail(`run #${run.n} received no AbortSignal, unlike other runs`, {
            event: run.started,
            site: run.site,
          })
        if (run.startedAborted)
          t.fail(`run #${run.n} received a signal that was already aborted`, {
            event: run.started,
            site: run.site,
          })
      }
      const run = await t.startRun()
      // No longer: a manager may have a time limit for its runs.
      await t.adv(t.T / 2)
      if (run.signal?.aborted === true)
        t.fail(`the signal of run #${run.n} was aborted although nothing had stopped the manager`, {
          event: run.started,
          site: run.site,
        })
    })
  },
}
