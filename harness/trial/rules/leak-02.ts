import { expectNoTimer } from '../expectations.ts'
import { states } from '../states.ts'
import type { Rule } from '../rule.ts'

export const leak02: Rule = {
  id: 'LEAK-02',
  level: 'MUST',
  title: 'no timer remains after a drop',
  hint: 'clear the timer in [Symbol.dispose]()',
  needs: ['drop'],
  async check(lab) {
    for (const { name, runs, enter } of states) {
      if (name !== 'idle' && name !== 'idle after a failed run' && name !== 'busy') continue
      await lab.trial(
        async (t) => {
          await enter(t)
          t.drop()
          await t.drain()
          // A manager that polls may take the rest of its interval; any other has no reason to.
          if (lab.seen.polls) await t.adv(t.T)
          expectNoTimer(t, `after it was dropped while ${name}`)
          t.work.release()
          await t.drain()
          if (lab.seen.polls) await t.adv(t.T)
          expectNoTimer(t, 'after the run in flight at the drop had ended')
          await t.adv(100 * t.T)
          expectNoTimer(t, '100 intervals after it was dropped')
        },
        { runs },
      )
    }
    // What another rule's trial has left, on a path that is not taken here.
    lab.expectNoLeftover('LEAK-02')
  },
}
