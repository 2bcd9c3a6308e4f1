import type { Call } from '../../rig/call.ts'
import { formatMs } from '../../text/format-ms.ts'
import { landBeforeCallbacks } from '../land-before.ts'
import { tellNeedless } from '../needless.ts'
import type { Trial } from '../trial.ts'
import type { Rule } from '../rule.ts'

/** Resolves to how many runs started after the call. */
async function expectNoLaterRun(t: Trial, finalRuns: number): Promise<number> {
  const call = t.shutdown()
  await t.adv(10 * t.T)
  t.expectNoRunSince(call.startsBefore, sinceShutdown(t, call), finalRuns)
  return t.work.starts - call.startsBefore
}

function sinceShutdown(t: Trial, call: Call): string {
  const run = t.work.runs[call.startsBefore]
  return `${formatMs((run?.startMs ?? call.calledAtMs) - call.calledAtMs)} after shutdown()`
}

export const stop03: Rule = {
  id: 'STOP-03',
  level: 'MUST',
  title: 'no run starts after shutdown() was called',
  hint: 'check the stop flag after every sleep and right before the work, and clear the timer before awaiting the run in flight',
  needs: [],
  async check(lab) {
    if (lab.isReal) {
      await landBeforeCallbacks(
        lab,
        (t) => t.shutdown(),
        async (t, call) => {
          await t.adv(10 * t.T)
          t.expectNoRunSince(call.startsBefore, sinceShutdown(t, call), lab.finalRuns)
        },
      )
    }
    let finalRuns = 0
    let hasBeenBusy = false
    await lab.trial(async (t) => {
      finalRuns += await expectNoLaterRun(t, lab.finalRuns)
    })
    await lab.trial(async (t) => {
      await t.adv(Math.max(0, t.T - 1))
      finalRuns += await expectNoLaterRun(t, lab.finalRuns)
    })
    await lab.trial(async (t) => {
      await t.startRun()
      // Long enough for ticks to be missed, which a manager may have queued.
      await t.adv(2.5 * t.T)
      const call = t.shutdown()
      await t.adv(2 * t.T)
      t.work.release()
      await t.adv(10 * t.T)
      t.expectNoRunSince(call.startsBefore, sinceShutdown(t, call), lab.finalRuns)
      finalRuns += t.work.starts - call.startsBefore
      // Only behind a run in flight, with no room for another, is there always something left to do.
      hasBeenBusy = t.concurrency === 1
    })
    // With `submit` there may have been nothing left to do.
    if (lab.subject.submit !== undefined) return undefined
    if (lab.finalRuns === 0 || finalRuns > 0 || !hasBeenBusy) return undefined
    return tellNeedless(lab.subject, 'finalRun', 'no run started after shutdown()')
  },
}
