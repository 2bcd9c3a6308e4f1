import { NotApplicable } from '../../model/rule-failure.ts'
import { expectNoTimer } from '../expectations.ts'
import { states } from '../states.ts'
import type { Rule } from '../rule.ts'

export const leak01: Rule = {
  id: 'LEAK-01',
  level: 'MUST',
  title: 'no timer remains after shutdown(), not even one with unref()',
  hint: 'clear every timer that was started, not only the last one',
  needs: [],
  async check(lab) {
    let hasCompleted = false
    for (const { name, runs, enter } of states) {
      if (name !== 'idle' && name !== 'idle after a failed run' && name !== 'busy') continue
      await lab.trial(
        async (t) => {
          await enter(t)
          const call = t.shutdown()
          await t.drain()
          t.work.release()
          await t.settle(call)
          // One that does not complete is another rule's; what it needs to go on is no leak.
          if (call.state === 'pending') return
          hasCompleted = true
          await t.drain()
          await t.letNetworkPass(() => false)
          expectNoTimer(t, `after shutdown() while ${name}`)
          await t.adv(100 * t.T)
          expectNoTimer(t, '100 intervals after shutdown()')
        },
        { runs },
      )
    }
    if (!hasCompleted) {
      throw new NotApplicable('shutdown() had not completed after one interval (see STOP-13)')
    }
    // What another rule's trial has left, on a path that is not taken here.
    lab.expectNoLeftover('LEAK-01')
  },
}
