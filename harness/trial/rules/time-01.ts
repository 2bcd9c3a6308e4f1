import { formatMs } from '../../text/format-ms.ts'
import type { Rule } from '../rule.ts'

/** Two clocks of one machine may differ by so much, rounding included. */
const CLOCK_MS = 2
/** On a busy machine a thread may take a while to end: what settles with it must still do so too early. */
const REAL_TIMEOUT_MS = 500

export const time01: Rule = {
  id: 'TIME-01',
  level: 'MUST',
  title: 'with a run that never ends, shutdownWithin(timeoutMs) settles at the timeout, not before',
  hint: 'start the deadline when shutdownWithin() is called, and race the run against it',
  needs: ['timeout'],
  async check(lab) {
    await lab.trial(async (t) => {
      await t.adv(3 * t.T)
      const run = await t.startRun()
      const timeoutMs = Math.max(t.intervals(3), t.isReal ? REAL_TIMEOUT_MS : 0)
      const call = t.shutdownWithin(timeoutMs)
      const because = `run #${run.n} was in flight and the timeout not yet reached`
      if (t.isReal) {
        await t.settle(call)
        const { atMs = Infinity } = call.settled ?? {}
        if (atMs - call.calledAtMs < timeoutMs - CLOCK_MS) t.expectStillPending(call, because)
      } else {
        await t.adv(timeoutMs - 1)
        await t.expectPending(call, because)
        await t.adv(1)
        await t.settle(call)
      }
      if (call.state === 'pending')
        t.fail(
          `${call.label} was still pending one interval after its timeout of ${formatMs(timeoutMs)}`,
          { event: call.called, pending: call },
        )
      if (call.threw !== undefined) t.expectNotRejected(call)
    })
  },
}
