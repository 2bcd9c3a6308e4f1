import type { Rule } from '../rule.ts'

export const drop03: Rule = {
  id: 'DROP-03',
  level: 'MUST',
  title: 'dropping twice does nothing more',
  hint: 'set a flag in [Symbol.dispose]() before warning, and return early if it is set',
  needs: ['drop'],
  async check(lab) {
    let warnings = 0
    for (const isLate of [true, false]) {
      await lab.trial(async (t) => {
        t.drop()
        if (isLate) {
          await t.adv(t.T)
          // How many one drop may log is DROP-04's.
          warnings = t.log.at('warn').length
        }
        t.expectNotRejected(t.drop())
        await t.adv(t.T)
        const again = t.log.at('warn')[warnings]
        if (again === undefined) return
        t.fail(`dropping again warned again: “${again.text}”`, {
          event: again.event,
          site: again.site,
        })
      })
    }
  },
}
