import type { Call } from '../../rig/call.ts'
import { DAY_MS } from '../../text/format-ms.ts'
import { NotApplicable } from '../../model/rule-failure.ts'
import { describe, isError } from '../../text/describe.ts'
import type { Rule } from '../rule.ts'

function saysSo(error: unknown): boolean {
  return (
    isError(error) &&
    /shut|stop|deadlock|inside|within|work|run|callback|handler|task/i.test(error.message)
  )
}

export const stop09: Rule = {
  id: 'STOP-09',
  level: 'SHOULD',
  title: 'awaiting shutdown() inside the work does not deadlock',
  hint: 'detect a call from inside the run (AsyncLocalStorage), and do not let it wait for that run',
  needs: [],
  async check(lab) {
    for (const isLate of [false, true]) {
      await lab.trial(async (t) => {
        t.work.requireRunInFlight()
        let call: Call | undefined
        t.work.behave(async () => {
          // A last flush by design is a run too, and must not call again.
          if (call !== undefined) return
          if (isLate) await Promise.resolve()
          call = t.shutdown()
          await (call.value as Promise<unknown>)
        })
        const inside = (): Call | undefined => call
        await t.advUntil(() => inside() !== undefined, 3 * t.T)
        const awaited = inside()
        if (awaited === undefined) {
          throw new NotApplicable('no run started in which to await shutdown()', 'not-run')
        }
        await t.settle(awaited, 0)
        if (awaited.state === 'pending') await t.advFar(DAY_MS)
        if (awaited.state === 'pending') {
          t.fail(`run #${awaited.startsBefore} and the shutdown() it awaits wait for each other`, {
            event: awaited.called,
            mark: 'still pending',
            call: awaited,
          })
        }
        if (awaited.state === 'rejected' && !saysSo(awaited.outcome)) {
          t.fail(
            `shutdown() inside the work rejected with ${describe(awaited.outcome)}, which does not say why`,
            { event: awaited.settled },
          )
        }
        await t.adv(10 * t.T)
        t.expectNoRunSince(
          awaited.startsBefore,
          'after shutdown() was awaited inside the work',
          lab.finalRuns,
        )
      })
    }
  },
}
