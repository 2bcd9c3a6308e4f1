import { expectPremise, expectRunning } from '../expectations.ts'
import type { Rule } from '../rule.ts'

export const work02: Rule = {
  id: 'WORK-02',
  level: 'MUST',
  title: 'a run that throws synchronously does not end the loop',
  hint: 'call the work inside the try block, or through an async function',
  needs: [],
  async check(lab) {
    await lab.trial(async (t) => {
      const end = t.work.completed + 1
      t.work.behave((run) => {
        throw new Error(`run #${run.n} threw`)
      })
      const hasThrown = await t.advUntil(() => t.work.completed >= end, 3 * t.T)
      expectPremise(hasThrown, 'no run started that could throw')
      t.work.release()
      await expectRunning(t, 'a run threw synchronously')
    })
  },
}
