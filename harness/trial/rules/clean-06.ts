import { inspect } from 'node:util'
import { maskNumbers } from '../../text/mask-numbers.ts'
import { NotApplicable } from '../../model/rule-failure.ts'
import type { Call } from '../../rig/call.ts'
import { Cleanup } from '../cleanup.ts'
import type { Rule } from '../rule.ts'

export const clean06: Rule = {
  id: 'CLEAN-06',
  level: 'SHOULD',
  title:
    'a cleanup passed during a plain shutdown() runs once, or its call reports that it did not',
  hint: 'keep the cleanup for the shutdown that is under way, or reject the late shutdownWith()',
  needs: ['cleanup'],
  async check(lab) {
    await lab.trial(async (t) => {
      await t.startRun()
      const first = t.shutdown()
      await t.drain()
      if (first.state !== 'pending')
        throw new NotApplicable(
          'shutdown() does not wait for the run in flight, so it is over at once (see STOP-02)',
        )
      const since = t.log.position
      const cleanup = new Cleanup(t)
      const late = t.shutdownWith(cleanup.call)
      await t.drain()
      t.work.release()
      // Calls that never settle are another rule's.
      const hasSettled = (await t.settle(first)) && (await t.settle(late))
      await t.adv(t.T)
      const { length } = cleanup.started
      if (length > 1)
        t.fail(`a cleanup passed during shutdown() ran ${length} times`, {
          event: cleanup.started[1],
          mark: 'a second time',
          call: late,
        })
      const isTold =
        readOutcome(late) !== readOutcome(first) ||
        t.log.all(since).some(({ level }) => level !== 'info')
      if (length === 1 || isTold || !hasSettled) return
      t.verifyLog(since)
      t.fail(
        `${late.label} was called during shutdown() and ${late.state} as shutdown() did, but the cleanup did not run`,
        { event: late.settled ?? late.called, mark: 'without cleanup', call: late },
      )
    })
  },
}

/** What the caller gets, in which nothing may be read but how a shutdown ended. */
function readOutcome({ state, outcome }: Call): string {
  return `${state} ${maskNumbers(inspect(outcome, { depth: 2 }))}`
}
