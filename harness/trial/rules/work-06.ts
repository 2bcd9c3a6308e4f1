import {
  countReports,
  expectNothingEscaped,
  expectPremise,
  expectRunning,
} from '../expectations.ts'
import { describe } from '../../text/describe.ts'
import type { Rule } from '../rule.ts'

export const work06: Rule = {
  id: 'WORK-06',
  level: 'MUST',
  title: 'the loop survives and reports rejections that are not Errors (undefined, null, a string)',
  hint: 'do not read properties of a caught value: it can be anything',
  needs: [],
  async check(lab) {
    for (const reason of [undefined, null, 'a string']) {
      await lab.trial(async (t) => {
        const end = t.work.completed + 1
        const since = t.log.position
        t.work.failAll(() => reason)
        await t.advUntil(() => t.work.completed >= end, 3 * t.T)
        t.work.release()
        await t.allow(() => countReports(t, since) > 0)
        await t.adv(t.T)
        expectPremise(t.work.completed >= end, 'no run started that could be rejected')
        const failed = t.work.runs[end - 1]
        const what = `a run rejected with ${describe(reason)}`
        if (lab.isReporting && countReports(t, since) === 0) {
          t.verifyLog(since)
          t.fail(`${what}, and ${t.name} logged nothing at error level`, {
            event: failed?.started,
            mark: 'its failure is reported nowhere',
            site: failed?.site,
          })
        }
        await expectRunning(t, what)
        expectNothingEscaped(t, `a run that rejected with ${describe(reason)}`)
      })
    }
  },
}
