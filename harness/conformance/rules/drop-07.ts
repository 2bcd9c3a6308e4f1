import { NotApplicable } from '../rule-failure.ts'
import type { Rule } from '../rule.ts'

export const drop07: Rule = {
  id: 'DROP-07',
  level: 'MUST',
  title: 'dropping aborts the signal of the run in flight, synchronously',
  hint: 'call abort() on the controller of the signal handed to the work, in [Symbol.dispose]()',
  needs: ['drop', 'signal'],
  async check(lab) {
    await lab.trial(async (t) => {
      const run = await t.startRun()
      if (run.signal === undefined)
        throw new NotApplicable('this run was handed no AbortSignal', 'not-run')
      const call = t.drop()
      if (!run.signal.aborted)
        t.fail(`${call.label} returned, and the signal of run #${run.n} was not aborted`, {
          event: run.started,
          site: run.site,
        })
    })
  },
}
