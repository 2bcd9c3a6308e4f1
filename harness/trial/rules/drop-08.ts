import type { Call } from '../../rig/call.ts'
import { describe, isError } from '../../text/describe.ts'
import type { Rule } from '../rule.ts'

export const drop08: Rule = {
  id: 'DROP-08',
  level: 'MUST',
  title:
    'leaving a `using` scope, even by an exception, acts as a drop and keeps the error of the body',
  hint: 'do not throw from [Symbol.dispose](): that would replace the error of the body',
  needs: ['drop'],
  async check(lab) {
    for (const runs of [0, 1]) {
      await lab.trial(
        async (t) => {
          const thrown = new Error('the error of the body')
          let call: Call | undefined
          let seen: unknown
          try {
            // What the compiler makes of \`using\`, without its SuppressedError.
            try {
              throw thrown
            } finally {
              call = t.drop()
              // oxlint-disable-next-line no-unsafe-finally -- this is the defect the rule looks for
              if (call.threw !== undefined) throw call.threw.error
            }
          } catch (error) {
            seen = error
          }
          if (seen !== thrown)
            t.fail(`the error of the body was replaced by ${describe(seen)}`, {
              event: call?.settled,
              call,
              ...(isError(seen) ? { site: seen } : {}),
            })
          await t.adv(3 * t.T)
          t.expectNoRunSince(call?.startsBefore ?? 0, 'after the end of its `using` scope')
        },
        { runs },
      )
    }
  },
}
