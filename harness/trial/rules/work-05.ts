import { expectNothingEscaped, expectRunning } from '../expectations.ts'
import { NotApplicable } from '../../model/rule-failure.ts'
import type { Rule } from '../rule.ts'

export const work05: Rule = {
  id: 'WORK-05',
  level: 'SHOULD',
  title: 'a logger that throws does not end the loop',
  hint: 'guard the call to the logger or to onError as well',
  needs: [],
  async check(lab) {
    let hasThrown = false
    let hasPrinted = false
    for (const how of ['rejects', 'throws'] as const) {
      await lab.trial(async (t) => {
        if (how === 'rejects') t.work.requireRunInFlight()
        t.log.throwOnError = new Error('the logger failed')
        const end = t.work.completed + 1
        t.work.behave((run) => {
          const error = new Error(`run #${run.n} failed`)
          if (how === 'throws') throw error
          return Promise.reject(error)
        })
        await t.advUntil(() => t.work.completed >= end, 3 * t.T)
        t.work.release()
        await t.drain()
        hasPrinted ||= t.log.at('error').length > 0
        if (!t.log.hasThrown) return
        hasThrown = true
        await expectRunning(t, 'the logger threw')
        expectNothingEscaped(t, 'a logger that threw')
      })
    }
    if (hasThrown) return
    throw new NotApplicable(
      hasPrinted
        ? 'failures go to standard output, which never throws'
        : 'no failure of a run was logged, so no logger could throw (see WORK-04)',
    )
  },
}
