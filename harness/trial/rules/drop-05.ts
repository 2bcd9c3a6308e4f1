import { NotApplicable } from '../../model/rule-failure.ts'
import type { Rule } from '../rule.ts'

export const drop05: Rule = {
  id: 'DROP-05',
  level: 'MUST',
  title: 'dropping after a completed shutdown() logs nothing',
  hint: 'skip the warning if shutdown() has been called',
  needs: ['drop'],
  async check(lab) {
    for (const runs of [1, 0]) {
      await lab.trial(
        async (t) => {
          const call = t.shutdown()
          await t.settle(call)
          if (call.state === 'pending') {
            throw new NotApplicable('shutdown() had not completed after one interval (see STOP-13)')
          }
          const since = t.log.position
          t.drop()
          await t.adv(t.T)
          const [line] = t.log.all(since)
          if (line === undefined) return
          t.fail(`dropped after shutdown(), ${t.name} logged ${line.level} “${line.text}”`, {
            event: line.event,
            site: line.site,
          })
        },
        { runs },
      )
    }
  },
}
