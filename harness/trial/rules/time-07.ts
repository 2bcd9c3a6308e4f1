import { getEventListeners } from 'node:events'
import type { Rule } from '../rule.ts'

export const time07: Rule = {
  id: 'TIME-07',
  level: 'MAY',
  title: "aborting the caller's signal ends the wait like the timeout",
  hint: "listen to the caller's signal as well as the deadline, and remove the listener",
  needs: ['callerSignal'],
  async check(lab) {
    await lab.trial(async (t) => {
      const run = await t.startRun()
      const controller = new AbortController()
      const call = t.shutdownWithin(t.generous(100 * t.T), controller.signal)
      await t.adv(10)
      await t.expectPending(call, `run #${run.n} was in flight`)
      controller.abort()
      await t.settle(call, 0)
      if (call.state === 'pending')
        t.fail("the caller's signal was aborted, but shutdownWithin() was still pending", {
          event: call.called,
          pending: call,
        })
      if (run.signal?.aborted === false)
        t.fail(`the caller's signal was aborted, and the signal of run #${run.n} was not`, {
          event: run.started,
          mark: 'never aborted',
          site: run.site,
        })
      const left = getEventListeners(controller.signal, 'abort').length
      if (left > 0) t.fail("a listener was left on the caller's signal")
    })
  },
}
