import { states } from '../states.ts'
import { describe, isError } from '../../text/describe.ts'
import type { Rule } from '../rule.ts'

export const drop09: Rule = {
  id: 'DROP-09',
  level: 'MUST',
  title: 'dropping never throws, in any state',
  hint: 'guard every path of [Symbol.dispose](), including the logger',
  needs: ['drop'],
  async check(lab) {
    for (const { name, runs, enter } of states) {
      await lab.trial(
        async (t) => {
          await enter(t)
          const call = t.drop()
          if (call.threw === undefined) return
          const { error } = call.threw
          t.fail(`dropped while ${name}, ${t.name} threw ${describe(error)}`, {
            event: call.settled,
            ...(isError(error) ? { site: error } : {}),
          })
        },
        { runs },
      )
    }
  },
}
