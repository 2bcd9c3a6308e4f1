import type { Call } from '../../rig/call.ts'
import { DAY_MS } from '../../text/format-ms.ts'
import type { Rule } from '../rule.ts'

export const drop11: Rule = {
  id: 'DROP-11',
  level: 'MUST',
  title:
    '[Symbol.asyncDispose]() is shutdown(): it waits for the run in flight and logs no warning',
  hint: 'let [Symbol.asyncDispose]() return this.shutdown()',
  needs: ['asyncDispose'],
  async check(lab) {
    await lab.trial(async (t) => {
      const run = await t.startRun()
      const dispose = (): Call =>
        t.call('[Symbol.asyncDispose]()', t.manager, () => t.driver.asyncDispose(t.manager), {
          isAsync: true,
        })
      const call = dispose()
      t.expectNotRejected(call)
      await t.advFar(DAY_MS)
      await t.expectPending(call, `run #${run.n} was in flight`)
      t.work.release()
      await t.expectFulfilled(call)
      const again = dispose()
      await t.expectFulfilled(again)
      const [warning] = t.log.at('warn')
      if (warning !== undefined)
        t.fail(`[Symbol.asyncDispose]() warned “${warning.text}”`, {
          event: warning.event,
          site: warning.site,
        })
      await t.adv(5 * t.T)
      t.expectNoRunSince(call.startsBefore, 'after [Symbol.asyncDispose]()', lab.finalRuns)
    })
  },
}
