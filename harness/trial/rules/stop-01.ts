import { describe } from '../../text/describe.ts'
import type { Rule } from '../rule.ts'

export const stop01: Rule = {
  id: 'STOP-01',
  level: 'MUST',
  title: 'shutdown() returns a promise that fulfils when the manager is idle',
  hint: 'return the promise of the loop from shutdown()',
  needs: [],
  async check(lab) {
    await lab.trial(async (t) => {
      await t.adv(2 * t.T)
      const call = t.shutdown()
      t.expectNotRejected(call)
      if (!call.isThenable)
        t.fail(`${call.label} returned ${describe(call.value)}, not a promise`, {
          event: call.called,
          mark: 'no promise',
          call,
        })
      await t.expectFulfilled(call)
    })
  },
}
