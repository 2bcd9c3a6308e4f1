import { expectPremise } from '../expectations.ts'
import type { Call } from '../../rig/call.ts'
import { NotApplicable } from '../../model/rule-failure.ts'
import type { Trial } from '../trial.ts'
import type { Behaviour } from '../../rig/gated-work.ts'
import type { Rule } from '../rule.ts'

/** Calls shutdown() as the first statement of one run, which then stays in flight. */
function callAtStart(t: Trial, inside: Call[]): Behaviour {
  return () => {
    if (inside.length > 0) return undefined
    inside.push(t.shutdown())
    return t.work.held
  }
}

/** Calls it after an await, when the manager has long got the promise of the run. */
function callAfterAwait(t: Trial, inside: Call[]): Behaviour {
  return async () => {
    if (inside.length > 0) return
    await Promise.resolve()
    inside.push(t.shutdown())
    await t.work.held
  }
}

export const stop07: Rule = {
  id: 'STOP-07',
  level: 'MUST',
  title:
    'shutdown() called inside the work stops the loop, and a caller outside still waits for that run',
  hint: 'set the stop flag before anything else in shutdown(), and let it wait for the loop, not for a promise that is assigned later',
  needs: [],
  async check(lab) {
    for (const behaviour of [callAtStart, callAfterAwait]) {
      await lab.trial(async (t) => {
        t.work.requireRunInFlight()
        const inside: Call[] = []
        t.work.behave(behaviour(t, inside))
        await t.advUntil(() => inside.length > 0, 3 * t.T)
        if (inside.length === 0)
          throw new NotApplicable('no run started in which to call shutdown()', 'not-run')
        const run = t.work.last
        const outside = t.shutdown()
        await t.expectPending(
          outside,
          `run #${run?.n}, which had called shutdown() itself, was in flight`,
        )
        await t.adv(2 * t.T)
        await t.expectPending(
          outside,
          `run #${run?.n}, which had called shutdown() itself, was in flight`,
        )
        t.work.release()
        await t.expectFulfilled(outside)
        await t.adv(10 * t.T)
        t.expectNoRunSince(
          outside.startsBefore,
          'after shutdown() was called inside the work',
          lab.finalRuns,
        )
      })
    }
    await lab.trial(async (t) => {
      let isCalled = false
      let inside: Call | undefined
      t.work.behave(() => {
        // Not `??=`, which would call again for a flush that runs before the call returns.
        if (isCalled) return
        isCalled = true
        inside = t.shutdown()
      })
      await t.advUntil(() => inside !== undefined, 3 * t.T)
      expectPremise(isCalled, 'no run started in which to call shutdown()')
      await t.adv(10 * t.T)
      if (inside !== undefined)
        t.expectNoRunSince(
          inside.startsBefore,
          'after shutdown() was called inside a run that returns nothing',
          lab.finalRuns,
        )
      await t.expectFulfilled(t.shutdown())
    })
  },
}
