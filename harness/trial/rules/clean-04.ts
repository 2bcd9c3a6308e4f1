import { expectNothingEscaped } from '../expectations.ts'
import type { Rule } from '../rule.ts'

const FAILURES = [
  ['threw', new Error('cleanup failed')],
  ['rejected', new Error('cleanup failed')],
  // Falsy: a failure all the same.
  ['rejected', undefined],
] as const

export const clean04: Rule = {
  id: 'CLEAN-04',
  level: 'MUST',
  title: 'a failure of cleanup is not lost: the caller gets it, or it is logged at error level',
  hint: 'reject the promise of shutdownWith() with it, or log it',
  needs: ['cleanup'],
  async check(lab) {
    for (const [how, error] of FAILURES) {
      await lab.trial(async (t) => {
        const since = t.log.position
        const call = t.shutdownWith(() => {
          t.note(`cleanup ${how}`, { lane: 'cleanup' })
          if (how === 'threw') throw error
          // oxlint-disable-next-line prefer-promise-reject-errors -- that is the point
          return Promise.reject(error)
        })
        if (!(await t.settle(call)))
          t.fail(`cleanup ${how}, and shutdownWith() was still pending one interval later`, {
            event: call.called,
            pending: call,
          })
        await t.adv(t.T)
        expectNothingEscaped(t, `a cleanup that ${how}`)
        if (call.state === 'fulfilled' && t.log.at('error', since).length === 0) {
          t.verifyLog(since)
          t.fail(
            `cleanup ${how}, but shutdownWith() fulfilled and nothing was logged at error level`,
            { event: call.settled, mark: 'nobody was told', call },
          )
        }
      })
    }
    if (lab.seen.absent.has('timeout')) return
    await lab.trial(async (t) => {
      let hasRun = false
      await t.startRun()
      const since = t.log.position
      const call = t.shutdownWith(() => {
        hasRun = true
        t.note('cleanup rejected', { lane: 'cleanup' })
        return Promise.reject(new Error('cleanup failed'))
      })
      const bounded = t.shutdownWithin(t.intervals(2))
      await t.adv(t.intervals(2))
      await t.settle(bounded)
      await t.settle(call)
      await t.adv(t.T)
      expectNothingEscaped(t, 'a cleanup that rejected after a forced end')
      // A cleanup that does not run is CLEAN-03's, a timeout that is ignored TIME-01's.
      if (!hasRun || call.state === 'pending' || bounded.state === 'pending') return
      const isLost =
        call.state === 'fulfilled' &&
        bounded.state === 'fulfilled' &&
        t.log.at('error', since).length === 0
      if (isLost) {
        t.verifyLog(since)
        t.fail(
          'cleanup rejected after the run was aborted at the timeout, but its failure was not reported',
          {
            event: call.settled,
            mark: 'nobody was told',
            call,
          },
        )
      }
    })
  },
}
