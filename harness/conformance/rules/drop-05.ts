import type { Rule } from '../rule.ts'

export const drop05: Rule = {
  id: 'DROP-05',
  level: 'MUST',
  title: 'dropping after a completed shutdown() logs nothing',
  hint: 'skip the warning when shutdown() was called',
  needs: ['drop'],
  async check(lab) {
    await lab.trial(async (t) => {
      await t.settle(t.shutdown())
      const since = t.log.position
      t.drop()
      await t.adv(t.T)
      const [line] = t.log.all(since)
      if (line !== undefined)
        t.fail(`dropped after shutdown(), ${t.name} logged ${line.level} “${line.text}”`, {
          event: line.event,
          site: line.site,
        })
    })
  },
}
