import { maskNumbers } from '../../text/mask-numbers.ts'
import type { Rule } from '../rule.ts'

export const state01: Rule = {
  id: 'STATE-01',
  level: 'MUST',
  title: 'shutdown() after a drop fulfils, logs no success and no second warning',
  hint: 'return a fulfilled promise from shutdown() if the manager has been aborted',
  needs: ['drop'],
  async check(lab) {
    for (const isBusy of [false, true]) {
      await lab.trial(async (t) => {
        if (isBusy) await t.startRun()
        t.drop()
        await t.drain()
        if (isBusy) t.work.release()
        await t.adv(t.T)
        const since = t.log.position
        await t.expectFulfilled(t.shutdown())
        await t.adv(t.T)
        for (const line of t.log.all(since)) {
          const isSuccess = line.level === 'info' && maskNumbers(line.text) === lab.seen.successLine
          if (isSuccess || line.level === 'warn')
            t.fail(`shutdown() after a drop logged ${line.level} “${line.text}”`, {
              event: line.event,
              site: line.site,
            })
        }
      })
    }
    await lab.trial(async (t) => {
      t.drop()
      await t.expectFulfilled(t.shutdown())
    })
  },
}
