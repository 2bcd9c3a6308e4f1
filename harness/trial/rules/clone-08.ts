import { expectRunning } from '../expectations.ts'
import type { Rule } from '../rule.ts'

export const clone08: Rule = {
  id: 'CLONE-08',
  level: 'MUST',
  title: 'a clone of a clone works like any other clone',
  hint: 'let every handle point to the shared task, none to the handle it was cloned from',
  needs: ['clone', 'drop'],
  async check(lab) {
    await lab.trial(async (t) => {
      const child = t.clone()
      const grandchild = t.clone(child)
      const since = t.log.position
      t.drop(child)
      await expectRunning(t, 'dropping the clone in the middle')
      t.drop(t.manager)
      await expectRunning(t, 'dropping the original, with a clone of its clone alive')
      const [early] = t.log.at('warn', since)
      if (early !== undefined)
        t.fail(`with a clone of a clone alive, dropping the others warned “${early.text}”`, {
          event: early.event,
          site: early.site,
        })
      const last = t.drop(grandchild)
      await t.allow(() => t.log.at('warn', since).length > 0)
      await t.adv(10 * t.T)
      t.expectNoRunSince(
        last.startsBefore,
        'after the last handle, a clone of a clone, was dropped',
      )
      const count = t.log.at('warn', since).length
      if (count === 0) t.verifyLog(since)
      if (count !== 1)
        t.fail(
          `dropping the last handle, a clone of a clone, logged ${count} warnings instead of one`,
          { event: last.called, mark: `${count} warnings`, call: last },
        )
    })
    await lab.trial(async (t) => {
      const call = t.shutdown(t.clone(t.clone()))
      await t.expectFulfilled(call)
      await t.adv(5 * t.T)
      t.expectNoRunSince(
        call.startsBefore,
        `after ${call.label} on a clone of a clone`,
        lab.finalRuns,
      )
    })
  },
}
