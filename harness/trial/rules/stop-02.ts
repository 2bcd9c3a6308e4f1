import { startRunAfterFailure } from '../states.ts'
import { DAY_MS } from '../../text/format-ms.ts'
import type { RuleNote } from '../../model/report.ts'
import { NO_RUN_IN_FLIGHT, NotApplicable } from '../../model/rule-failure.ts'
import type { Lab } from '../lab.ts'
import { tellNeedless } from '../needless.ts'
import type { Run } from '../../rig/gated-work.ts'
import type { Trial } from '../trial.ts'
import type { Rule } from '../rule.ts'

/** A day, or until right before the manager gives the run up by design. */
function findWaitMs(t: Trial, run: Run): number {
  const { runLimitMs } = t.driver.subject.capabilities ?? {}
  if (runLimitMs === undefined) return DAY_MS
  return Math.max(0, runLimitMs - (t.clock.nowMs - run.startMs) - 1)
}

export const stop02: Rule = {
  id: 'STOP-02',
  level: 'MUST',
  title: 'shutdown() fulfils only after the run in flight has ended, however long that takes',
  hint: 'await the promise of the run in flight, without a time limit; offer shutdownWithin() for a limit',
  needs: [],
  async check(lab) {
    await lab.trial(async (t) => {
      const run = await t.startRun()
      const call = t.shutdown()
      await t.expectPending(call, `run #${run.n} was in flight`)
      await t.advFar(findWaitMs(t, run))
      await t.expectPending(call, `run #${run.n} was in flight`)
      t.work.release()
      await t.expectFulfilled(call)
    })
    await lab.trial(async (t) => {
      const run = await startRunAfterFailure(t)
      if (run === undefined) return
      const call = t.shutdown()
      await t.adv(Math.min(2 * t.T, findWaitMs(t, run)))
      await t.expectPending(call, `run #${run.n}, the first after a failed one, was in flight`)
    })
    if (lab.finalRuns > 0) await checkFinalRun(lab)
    return (await findNeedlessLimit(lab)) ?? (await findNeedlessSync(lab))
  },
}

async function checkFinalRun(lab: Lab): Promise<void> {
  await lab.trial(async (t) => {
    t.work.hold()
    const call = t.shutdown()
    await t.adv(t.T)
    if (t.work.active === 0) return
    await t.expectPending(call, 'the final run was in flight')
    t.work.release()
    await t.expectFulfilled(call)
  })
}

async function findNeedlessLimit(lab: Lab): Promise<RuleNote | undefined> {
  const { runLimitMs } = lab.subject.capabilities ?? {}
  if (runLimitMs === undefined) return undefined
  let isAwaited = false
  await lab.trial(async (t) => {
    const run = await t.startRun()
    await t.advFar(runLimitMs + t.T)
    const call = t.shutdown()
    isAwaited = !(await t.settle(call)) && run.signal?.aborted !== true
  })
  if (!isAwaited) return undefined
  return tellNeedless(lab.subject, 'runLimitMs', 'a run that took longer was not given up')
}

/** Gives a subject with synchronous work a run that is asynchronous: whether shutdown() waits for it. */
async function findNeedlessSync(lab: Lab): Promise<RuleNote | undefined> {
  if (lab.subject.capabilities?.work !== 'sync') return undefined
  let isAwaited = false
  await lab.trial(
    async (t) => {
      t.work.hold()
      await t.advUntil(() => t.work.active > 0, 3 * t.T)
      const run = t.work.last
      if (run === undefined || t.work.active === 0) return
      t.work.holdOnly(run)
      const call = t.shutdown()
      await t.linger()
      const wasPending = call.state === 'pending'
      t.work.release()
      await t.settle(call)
      isAwaited = wasPending && call.state === 'fulfilled'
    },
    {
      prepare: (t) => {
        t.work.isTriedAsync = true
      },
    },
  )
  if (!isAwaited) throw new NotApplicable(NO_RUN_IN_FLIGHT)
  return tellNeedless(lab.subject, 'work', 'shutdown() waits for a run that is asynchronous')
}
