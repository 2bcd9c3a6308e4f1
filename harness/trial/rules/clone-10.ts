import { NotApplicable } from '../../model/rule-failure.ts'
import { describe } from '../../text/describe.ts'
import type { Rule } from '../rule.ts'
import type { Trial } from '../trial.ts'

export const clone10: Rule = {
  id: 'CLONE-10',
  level: 'MUST',
  title:
    'a handle cloned while the task is stopping works like any other: its shutdown() waits for the same end',
  hint: 'let every handle, even a late one, get the promise of the shutdown from the shared task',
  needs: ['clone'],
  async check(lab) {
    await lab.trial(async (t) => {
      const run = await t.startRun()
      const first = t.shutdown()
      await t.drain()
      if (first.state !== 'pending')
        throw new NotApplicable(
          'shutdown() does not wait for the run in flight, so the task is never stopping (see STOP-02)',
        )
      const late = cloneLate(t)
      const call = t.shutdown(late)
      await t.expectPending(call, `run #${run.n} was in flight`)
      await t.adv(t.T)
      await t.expectPending(call, `run #${run.n} was in flight`)
      t.work.release()
      await t.expectFulfilled(first)
      await t.expectFulfilled(call)
    })
  },
}

/** Clones the manager while it is stopping, which it may refuse as well as give a handle (see CLONE-09). */
function cloneLate(t: Trial): unknown {
  const call = t.call('clone()', t.manager, () => t.driver.clone(t.manager))
  if (call.threw !== undefined)
    throw new NotApplicable(
      `clone() of a manager that is stopping throws ${describe(call.threw.error)}, so there is no such handle`,
    )
  if (call.value === undefined || call.value === null)
    throw new NotApplicable(`clone() of a manager that is stopping returns ${String(call.value)}`)
  t.handles.push(call.value)
  return call.value
}
