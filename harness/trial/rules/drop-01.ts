import { expectPremise } from '../expectations.ts'
import type { Call } from '../../rig/call.ts'
import { RuleFailure } from '../../model/rule-failure.ts'
import { landBeforeCallbacks } from '../land-before.ts'
import { states } from '../states.ts'
import type { Rule } from '../rule.ts'

export const drop01: Rule = {
  id: 'DROP-01',
  level: 'MUST',
  title: 'dropping the manager stops the loop before it returns: no later run starts',
  hint: 'give the manager a [Symbol.dispose]() that clears the timer and sets the stop flag, without awaiting anything',
  needs: [],
  async check(lab) {
    if (lab.seen.absent.has('drop')) {
      throw new RuleFailure(
        `the manager of ${lab.subject.name} has no [Symbol.dispose](), and the subject has no \`drop\``,
      )
    }
    if (lab.isReal) {
      await landBeforeCallbacks(
        lab,
        (t) => t.drop(),
        async (t, call) => {
          await t.adv(10 * t.T)
          t.expectNoRunSince(call.startsBefore, 'after it was dropped')
        },
      )
    }
    for (const { name, runs, enter } of states) {
      if (name !== 'new' && name !== 'idle' && name !== 'busy') continue
      await lab.trial(
        async (t) => {
          await enter(t)
          const call = t.drop()
          await t.adv(2 * t.T)
          t.work.release()
          await t.adv(10 * t.T)
          t.expectNoRunSince(call.startsBefore, `after it was dropped while ${name}`)
        },
        { runs },
      )
    }
    for (const isLate of [false, true]) {
      await lab.trial(async (t) => {
        if (isLate) t.work.requireRunInFlight()
        let dropped: Call | undefined
        t.work.behave(async () => {
          if (dropped !== undefined) return
          if (isLate) await Promise.resolve()
          dropped = t.drop()
        })
        const inside = (): Call | undefined => dropped
        await t.advUntil(() => inside() !== undefined, 3 * t.T)
        expectPremise(inside() !== undefined, 'no run started in which to drop the manager')
        await t.adv(10 * t.T)
        t.expectNoRunSince(
          inside()?.startsBefore ?? Infinity,
          'after it was dropped inside the work',
        )
      })
    }
  },
}
