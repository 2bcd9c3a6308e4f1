import type { Rule } from '../rule.ts'

export const clone04: Rule = {
  id: 'CLONE-04',
  level: 'MUST',
  title: 'dropping the last clone aborts, with one warning',
  hint: 'abort and warn when the count of handles reaches zero, whichever handle is the last',
  needs: ['clone', 'drop'],
  async check(lab) {
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 0, 2],
    ]) {
      await lab.trial(async (t) => {
        t.clone()
        t.clone(t.handles[1])
        const since = t.log.position
        const before = t.work.starts
        const drops = order.map((index) => t.drop(t.handles[index]))
        for (const drop of drops) t.expectNotRejected(drop)
        await t.allow(() => t.log.at('warn', since).length > 0)
        await t.adv(t.T)
        const warnings = t.log.at('warn', since)
        if (warnings.length !== 1) {
          if (warnings.length === 0) t.verifyLog(since)
          const count = warnings.length === 0 ? 'no warning' : `${warnings.length} warnings`
          t.fail(`dropping all three handles logged ${count}`, {
            event: warnings[1]?.event ?? drops.at(-1)?.called,
            mark: warnings.length === 0 ? 'no warning followed' : 'one too many',
            site: warnings[1]?.site,
            call: drops.at(-1),
          })
        }
        await t.adv(10 * t.T)
        t.expectNoRunSince(before, 'after the last handle was dropped')
      })
    }
  },
}
