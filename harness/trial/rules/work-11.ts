import { expectNothingEscaped, expectRunning } from '../expectations.ts'
import type { Rule } from '../rule.ts'

export const work11: Rule = {
  id: 'WORK-11',
  level: 'MUST',
  title: 'a run that returns no promise is a run like any other',
  hint: 'await what the work returns, whatever it is',
  needs: [],
  async check(lab) {
    for (const value of [undefined, 0]) {
      await lab.trial(async (t) => {
        const since = t.log.position
        t.work.behave(() => value)
        await expectRunning(t, `runs that return ${value}`)
        const line = t.log.all(since).find(({ level }) => level !== 'info')
        if (line !== undefined)
          t.fail(`a run returned ${value}, and ${t.name} logged ${line.level} “${line.text}”`, {
            event: line.event,
            site: line.site,
          })
        expectNothingEscaped(t, `a run that returned ${value}`)
        await t.expectFulfilled(t.shutdown())
      })
    }
  },
}
