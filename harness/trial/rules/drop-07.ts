import { expectPremise } from '../expectations.ts'
import { NotApplicable } from '../../model/rule-failure.ts'
import { startRunAfterFailure } from '../states.ts'
import type { Trial } from '../trial.ts'
import type { Run } from '../../rig/gated-work.ts'
import type { Rule } from '../rule.ts'

export const drop07: Rule = {
  id: 'DROP-07',
  level: 'MUST',
  title: 'dropping aborts the signal of the run in flight, synchronously',
  hint: 'in [Symbol.dispose](), abort the controller whose signal the work has',
  needs: ['drop', 'signal'],
  async check(lab) {
    await lab.trial(async (t) => {
      expectAborted(t, await t.startRun())
    })
    await lab.trial(async (t) => {
      const run = await startRunAfterFailure(t)
      if (run !== undefined) expectAborted(t, run)
    })
    for (const isLate of [false, true]) {
      await lab.trial(async (t) => {
        await expectAbortedInside(t, isLate)
      })
    }
  },
}

async function expectAbortedInside(t: Trial, isLate: boolean): Promise<void> {
  let hasDropped = false
  let wasAborted: boolean | undefined
  t.work.requireRunInFlight()
  t.work.behave(async (run) => {
    if (hasDropped) return
    if (isLate) await Promise.resolve()
    hasDropped = true
    // What is thrown here would be taken for a failure of the run: it is judged outside.
    t.drop()
    wasAborted = run.signal?.aborted
    await t.work.held
  })
  await t.advUntil(() => hasDropped, 3 * t.T)
  expectPremise(hasDropped, 'no run started in which to drop the manager')
  if (wasAborted !== false) return
  t.fail('dropped inside the work, but the signal of that run was not aborted', {
    event: t.work.last?.started,
    mark: 'never aborted',
    site: t.work.last?.site,
  })
}

function expectAborted(t: Trial, run: Run): void {
  if (run.signal === undefined) {
    throw new NotApplicable('this run received no AbortSignal', 'not-run')
  }
  const call = t.drop()
  if (run.signal.aborted) return
  t.fail(`${call.label} returned, but the signal of run #${run.n} was not aborted`, {
    event: call.called,
    mark: `did not abort run #${run.n}`,
    call,
  })
}
