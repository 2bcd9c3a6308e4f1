import { NotApplicable } from '../../model/rule-failure.ts'
import type { Rule } from '../rule.ts'

export const drop12: Rule = {
  id: 'DROP-12',
  level: 'SHOULD',
  title: 'the warning names the remedy: the graceful method',
  hint: 'say in the warning what to call instead, for example “call await manager.shutdown()”',
  needs: ['drop'],
  async check(lab) {
    await lab.trial(async (t) => {
      t.drop()
      await t.allow(() => t.log.at('warn').length > 0)
      await t.adv(t.T)
      const [warning] = t.log.at('warn')
      if (warning === undefined)
        throw new NotApplicable(t.log.findDoubt() ?? 'there was no warning to read (see DROP-04)')
      const text = warning.text.toLowerCase()
      const isNamed =
        /shut(ting)?[ _-]?down|await using/.test(text) ||
        t.driver.findShutdownNames().some((name) => text.includes(name.toLowerCase()))
      if (!isNamed)
        t.fail(`the warning “${warning.text}” does not name the method to call`, {
          event: warning.event,
          site: warning.site,
        })
    })
  },
}
