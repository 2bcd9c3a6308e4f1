import { expectNoTimer } from '../expectations.ts'
import { formatMs } from '../../text/format-ms.ts'
import type { Rule } from '../rule.ts'

export const time04: Rule = {
  id: 'TIME-04',
  level: 'MUST',
  title: 'finishing before the timeout clears the deadline timer',
  hint: 'clear the deadline in a `finally` of shutdownWithin()',
  needs: ['timeout'],
  async check(lab) {
    for (const isBusy of [true, false]) {
      await lab.trial(async (t) => {
        if (isBusy) await t.startRun()
        const call = t.shutdownWithin(t.generous(t.intervals(5)))
        await t.drain()
        t.work.release()
        await t.expectFulfilled(call)
        await t.drain()
        if (t.isReal) {
          expectNoTimer(t, `once ${call.label} had fulfilled early`)
          return
        }
        const [timer] = t.clock.pending()
        if (timer !== undefined) {
          t.fail(
            `${call.label} fulfilled early, and a timer due in ${formatMs(timer.dueInMs)} was left`,
            {
              event: t.note('a timer is still pending', { lane: 'timer' }),
              frame: timer.createdAt,
            },
          )
        }
      })
    }
  },
}
