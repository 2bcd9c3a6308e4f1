import { states } from '../states.ts'
import type { Rule } from '../rule.ts'

export const drop04: Rule = {
  id: 'DROP-04',
  level: 'MUST',
  title: 'dropping logs exactly one warning',
  hint: 'log one warning in [Symbol.dispose]() if shutdown() has not been called',
  needs: ['drop'],
  async check(lab) {
    for (const { name, runs, enter } of states) {
      if (name === 'stopping' || name === 'stopped' || name === 'dropped') continue
      await lab.trial(
        async (t) => {
          await enter(t)
          const since = t.log.position
          const call = t.drop()
          await t.allow(() => t.log.at('warn', since).length > 0)
          await t.adv(t.T)
          t.work.release()
          await t.adv(t.T)
          const warnings = t.log.at('warn', since)
          if (warnings.length === 1) return
          if (warnings.length === 0) t.verifyLog(since)
          const others = t.log.all(since).filter(({ level }) => level !== 'warn')
          const instead =
            warnings.length > 0 || others.length === 0
              ? ''
              : `; it logged ${others.map(({ level, text }) => `${level} “${text}”`).join(', ')}`
          const count = warnings.length === 0 ? 'no warning' : `${warnings.length} warnings`
          t.fail(`dropped while ${name}, ${t.name} logged ${count}${instead}`, {
            event: warnings[1]?.event ?? call.called,
            mark: warnings.length === 0 ? 'no warning followed' : 'one too many',
            site: warnings[1]?.site,
            call,
          })
        },
        { runs },
      )
    }
  },
}
