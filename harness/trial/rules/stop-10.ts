import { describe } from '../../text/describe.ts'
import { countReports } from '../expectations.ts'
import type { Rule } from '../rule.ts'

export const stop10: Rule = {
  id: 'STOP-10',
  level: 'MUST',
  title:
    'a run in flight that fails during shutdown() does not make it reject, and the failure is reported',
  hint: 'catch the error of the run in the loop and log it there',
  needs: [],
  async check(lab) {
    for (const reason of [new Error('the last run failed'), undefined]) {
      await lab.trial(async (t) => {
        const run = await t.startRun()
        const call = t.shutdown()
        await t.drain()
        const since = t.log.position
        t.work.fail(reason)
        await t.expectFulfilled(call)
        await t.allow(() => countReports(t, since) > 0)
        await t.adv(t.T)
        if (lab.isReporting && countReports(t, since) === 0) {
          t.verifyLog(since)
          t.fail(
            `run #${run.n} failed with ${describe(reason)} during shutdown(), and nothing was logged at error level`,
            { event: run.started, mark: 'its failure is reported nowhere', site: run.site },
          )
        }
      })
    }
  },
}
