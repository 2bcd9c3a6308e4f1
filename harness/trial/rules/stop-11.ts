import { states } from '../states.ts'
import { describe, isError } from '../../text/describe.ts'
import type { Rule } from '../rule.ts'

export const stop11: Rule = {
  id: 'STOP-11',
  level: 'MUST',
  title: 'shutdown() never rejects or throws, in any state',
  hint: 'return a promise from every path, even when there is nothing to stop',
  needs: [],
  async check(lab) {
    for (const { name, runs, enter } of states) {
      if (name === 'dropped' && lab.seen.absent.has('drop')) continue
      await lab.trial(
        async (t) => {
          await enter(t)
          const call = t.shutdown()
          await t.drain()
          t.work.release()
          await t.settle(call)
          if (call.state === 'rejected') {
            const how = call.threw === undefined ? 'rejected with' : 'threw'
            t.fail(`shutdown() of a manager that is ${name} ${how} ${describe(call.outcome)}`, {
              event: call.settled,
              ...(isError(call.outcome) ? { site: call.outcome } : {}),
            })
          }
        },
        { runs },
      )
    }
    if (lab.seen.absent.has('clone') || lab.seen.absent.has('drop')) return
    await lab.trial(async (t) => {
      t.clone()
      t.drop()
      const call = t.shutdown()
      await t.settle(call)
      if (call.state !== 'rejected') return
      const how = call.threw === undefined ? 'rejected with' : 'threw'
      t.fail(
        `shutdown() of a dropped handle, with another alive, ${how} ${describe(call.outcome)}`,
        {
          event: call.settled,
        },
      )
    })
  },
}
