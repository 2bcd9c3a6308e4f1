import { NotApplicable } from '../../model/rule-failure.ts'
import type { Trial } from '../trial.ts'
import type { Rule } from '../rule.ts'

export const need03: Rule = {
  id: 'NEED-03',
  level: 'MUST',
  title: 'a close that fails or hangs does not keep other resources open, and is reported',
  hint: 'close every resource even if one fails (Promise.allSettled, or a finally for each), then log or reject with the failure',
  needs: ['resource'],
  async check(lab) {
    let count = 0
    await lab.trial(async (t) => {
      count = t.resources.resources.length
    })
    for (let index = 0; index < count; index += 1) {
      await lab.trial(async (t) => {
        t.resources.closing = (each) => (each === index ? 'rejects' : 'succeeds')
        const since = t.log.position
        const call = t.shutdown()
        await t.settle(call)
        await t.adv(t.T)
        const name = t.resources.resources[index]?.name
        expectOthersClosed(t, index, `the close of ${name} failed`)
        // What has not been closed at all is NEED-02's.
        if (t.resources.resources[index]?.closes.length === 0) return
        const lines = [...t.log.at('error', since), ...t.log.at('warn', since)]
        if (call.state === 'rejected' || lines.length > 0) return
        t.verifyLog(since)
        t.fail(`the close of ${name} failed, and its failure was not reported`, {
          event: t.resources.resources[index]?.closes[0]?.event,
          mark: 'its failure is reported nowhere',
        })
      })
      if (lab.seen.absent.has('timeout')) continue
      await lab.trial(async (t) => {
        t.resources.closing = (each) => (each === index ? 'hangs' : 'succeeds')
        const call = t.shutdownWithin(t.intervals(2))
        await t.settle(call, 5 * t.T)
        const name = t.resources.resources[index]?.name
        if (call.state === 'pending')
          t.fail(`the close of ${name} hung, and ${call.label} with it`, {
            event: call.called,
            pending: call,
          })
        expectOthersClosed(t, index, `the close of ${name} hung`)
      })
    }
    if (count === 0) throw new NotApplicable('the subject opened no resource')
  },
}

function expectOthersClosed(t: Trial, index: number, why: string): void {
  const open = t.resources.resources.find(
    ({ closes }, each) => each !== index && closes.length === 0,
  )
  if (open === undefined) return
  t.fail(`${why}, and ${open.name} was left open`, {
    event: t.note(`resource ${open.name} is still open`),
  })
}
