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
    const open: number[] = []
    await lab.trial(async (t) => {
      count = t.resources.resources.length
      for (const [index, { closes }] of t.resources.resources.entries())
        if (closes.length === 0) open.push(index)
    })
    // What each run opens and closes again fails in the next run, and not at the shutdown.
    if (open.length < count) await lab.trial(checkRun)
    for (const index of open) {
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
        if (call.state !== 'rejected') expectReported(t, index, since)
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

/** Fails the close of what the next run opens. */
async function checkRun(t: Trial): Promise<void> {
  const { resources } = t.resources
  const next = resources.length
  t.resources.closing = (each) => (each >= next ? 'rejects' : 'succeeds')
  const since = t.log.position
  await t.advUntil(() => (resources[next]?.closes.length ?? 0) > 0, 3 * t.T)
  if (resources[next] === undefined || resources[next].closes.length === 0) return
  const call = t.shutdown()
  await t.settle(call, t.T)
  if (call.state !== 'rejected') expectReported(t, next, since)
}

function expectReported(t: Trial, index: number, since: number): void {
  const lines = [...t.log.at('error', since), ...t.log.at('warn', since)]
  if (lines.length > 0) return
  t.verifyLog(since)
  const { name, closes } = t.resources.resources[index] ?? {}
  t.fail(`the close of ${name} failed, and its failure was not reported`, {
    event: closes?.[0]?.event,
    mark: 'its failure is reported nowhere',
  })
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
