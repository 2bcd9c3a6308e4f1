import { expectRunning } from '../expectations.ts'
import type { Rule } from '../rule.ts'

export const clone05: Rule = {
  id: 'CLONE-05',
  level: 'MUST',
  title: 'dropping one clone twice counts once',
  hint: 'remember in each handle that it was dropped, and decrement the count only the first time',
  needs: ['clone', 'drop'],
  async check(lab) {
    for (const dropped of [0, 1]) {
      await lab.trial(async (t) => {
        t.clone()
        const since = t.log.position
        t.expectNotRejected(t.drop(t.handles[dropped]))
        t.expectNotRejected(t.drop(t.handles[dropped]))
        await t.drain()
        const [warning] = t.log.at('warn', since)
        if (warning !== undefined)
          t.fail(
            `dropping handle ${t.handleName(t.handles[dropped])} twice warned “${warning.text}” with another handle alive`,
            { event: warning.event, site: warning.site },
          )
        await expectRunning(t, `dropping handle ${t.handleName(t.handles[dropped])} twice`)
        const last = t.drop(t.handles[1 - dropped])
        await t.adv(5 * t.T)
        t.expectNoRunSince(last.startsBefore, 'after the last handle was dropped')
      })
    }
  },
}
