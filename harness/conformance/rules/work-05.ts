import { NotApplicable } from '../rule-failure.ts'
import { expectNothingEscaped } from '../expect-nothing-escaped.ts'
import { expectRunning } from '../expect-running.ts'
import type { Rule } from '../rule.ts'

export const work05: Rule = {
  id: 'WORK-05',
  level: 'SHOULD',
  title: 'a logger that throws does not end the loop',
  hint: 'guard the call of the logger or of onError as well',
  needs: [],
  async check(lab) {
    await lab.trial(async (t) => {
      t.log.throwOnError = new Error('the logger failed')
      const end = t.work.completed + 1
      t.work.behave(async (run) => {
        throw new Error(`run #${run.n} failed`)
      })
      await t.advUntil(() => t.work.completed >= end, 3 * t.T)
      t.work.release()
      if (t.log.at('error').length === 0) {
        throw new NotApplicable(
          'the failure of a run was not logged, so no logger could throw (see WORK-04)',
        )
      }
      await expectRunning(t, 'the logger threw')
      expectNothingEscaped(t, 'a logger that threw')
    })
  },
}
