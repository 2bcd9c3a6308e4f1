import { inspect } from 'node:util'
import type { Call } from '../../rig/call.ts'
import { maskNumbers } from '../../text/mask-numbers.ts'
import { describe } from '../../text/describe.ts'
import type { Trial } from '../trial.ts'
import type { Rule } from '../rule.ts'

interface Outcome {
  readonly value: string
  readonly lines: readonly string[]
}

function readOutcome(t: Trial, call: Call, since: number): Outcome {
  return {
    value: `${call.state} ${maskNumbers(inspect(call.outcome, { depth: 2 }))}`,
    lines: t.log.all(since).map(({ level, text }) => `${level} ${maskNumbers(text)}`),
  }
}

export const time03: Rule = {
  id: 'TIME-03',
  level: 'MUST',
  title:
    'the outcome distinguishes a graceful end from a forced one, and never calls a forced one a success',
  hint: 'return what happened (graceful or aborted), and log the success line only if the run ended by itself',
  needs: ['timeout'],
  async check(lab) {
    let graceful: Outcome | undefined
    await lab.trial(async (t) => {
      await t.startRun()
      const since = t.log.position
      const call = t.shutdownWithin(t.generous(t.intervals(3)))
      await t.drain()
      t.work.release()
      await t.expectFulfilled(call)
      graceful = readOutcome(t, call, since)
    })
    await lab.trial(async (t) => {
      await t.startRun()
      const since = t.log.position
      const call = t.shutdownWithin(t.intervals(3))
      await t.adv(t.intervals(3))
      await t.settle(call)
      const forced = readOutcome(t, call, since)
      if (forced.lines.includes(`info ${lab.seen.successLine}`)) {
        const line = t.log.at('info', since).at(-1)
        t.fail(
          `the run was aborted at the timeout, and ${t.name} logged the success line “${lab.seen.successLine}”`,
          { event: line?.event, site: line?.site },
        )
      }
      if (forced.value === graceful?.value && forced.lines.join() === graceful.lines.join()) {
        t.verifyLog(since)
        t.fail(
          `a forced end and a graceful one look alike: both ${call.state} with ${describe(call.outcome)} and logged the same`,
          { event: call.settled, mark: 'as if it were graceful', call },
        )
      }
    })
  },
}
