import type { Rule } from '../rule.ts'

export const drop03: Rule = {
  id: 'DROP-03',
  level: 'MUST',
  title: 'dropping twice does nothing more',
  hint: 'remember in [Symbol.dispose]() that the manager is disposed, before warning',
  needs: ['drop'],
  async check(lab) {
    await lab.trial(async (t) => {
      t.expectNotRejected(t.drop())
      t.expectNotRejected(t.drop())
      await t.adv(t.T)
      t.expectNotRejected(t.drop())
      await t.adv(t.T)
      const [, second] = t.log.at('warn')
      if (second !== undefined)
        t.fail(`dropping again warned again: “${second.text}”`, {
          event: second.event,
          site: second.site,
        })
    })
  },
}
