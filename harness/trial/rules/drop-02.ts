import { describe } from '../../text/describe.ts'
import type { Rule } from '../rule.ts'

export const drop02: Rule = {
  id: 'DROP-02',
  level: 'MUST',
  title: 'dropping is synchronous and returns undefined',
  hint: 'do the work of [Symbol.dispose]() synchronously; offer [Symbol.asyncDispose]() for the graceful path',
  needs: ['drop'],
  async check(lab) {
    await lab.trial(async (t) => {
      const run = await t.startRun()
      const call = t.drop()
      if (call.isThenable)
        t.fail(`${call.label} returned a promise`, {
          event: call.called,
          mark: 'returned a promise',
          call,
        })
      if (call.value !== undefined && lab.subject.drop === undefined) {
        t.fail(`${call.label} returned ${describe(call.value)}, not undefined`, {
          event: call.called,
          mark: `returned ${describe(call.value)}`,
          call,
        })
      }
      const wasAborted: boolean | undefined = run.signal?.aborted
      await t.drain()
      const isAborted: boolean | undefined = run.signal?.aborted
      if (wasAborted === false && isAborted === true) {
        t.fail(`${call.label} returned first and aborted the run's signal later`, {
          event: call.called,
          mark: 'aborted too late',
          call,
        })
      }
    })
  },
}
