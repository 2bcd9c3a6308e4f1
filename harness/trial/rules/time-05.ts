import { expectNothingEscaped } from '../expectations.ts'
import type { Rule } from '../rule.ts'

export const time05: Rule = {
  id: 'TIME-05',
  level: 'MUST',
  title: 'a run that settles after the abort has no effect',
  hint: 'ignore the run once the deadline has fired, and keep a handler on its promise',
  needs: ['timeout'],
  async check(lab) {
    for (const isLateFailure of [false, true]) {
      await lab.trial(async (t) => {
        const run = await t.startRun()
        const call = t.shutdownWithin(t.intervals(2))
        await t.adv(t.intervals(2))
        await t.settle(call, t.T)
        const since = t.log.position
        if (isLateFailure) t.work.fail(new Error('the run failed after the abort'))
        else t.work.release()
        await t.adv(2 * t.T)
        expectNothingEscaped(t, `run #${run.n}, aborted at the timeout, which`)
        // The failure itself may be reported, once; the shutdown is over.
        const allowed = isLateFailure ? 1 : 0
        const lines = t.log.all(since)
        const excess = lines.find(({ level }) => level !== 'error') ?? lines[allowed]
        if (excess !== undefined) {
          t.fail(
            `run #${run.n} ${isLateFailure ? 'failed' : 'ended'} after the abort, and ${t.name} logged ${excess.level} “${excess.text}”`,
            { event: excess.event, site: excess.site },
          )
        }
      })
    }
  },
}
