import { NotApplicable } from '../../model/rule-failure.ts'
import { formatMs } from '../../text/format-ms.ts'
import type { Lab } from '../lab.ts'
import type { Rule } from '../rule.ts'
import type { Trial } from '../trial.ts'

/** Intervals for which the run is held. */
const HELD_INTERVALS = 10

export const stop14: Rule = {
  id: 'STOP-14',
  level: 'SHOULD',
  title: 'shutdown() lets the run in flight finish: it does not abort the signal of the run',
  hint: "wake the sleep with a separate signal in shutdown(), and abort the run's signal only on a drop or at the timeout of shutdownWithin()",
  needs: ['signal'],
  async check(lab) {
    // A manager that gives up long runs aborts them whether it is being shut down or not.
    const limitMs = await findRunLimit(lab)
    await lab.trial(async (t) => {
      const run = await t.startRun()
      if (run.signal === undefined || run.startedAborted)
        throw new NotApplicable(
          `run #${run.n} received no AbortSignal that could be aborted (see WORK-10)`,
          'not-run',
        )
      const { signal } = run
      const call = t.shutdown()
      const isAborted = await hold(t, signal)
      if (!isAborted || limitMs <= t.clock.nowMs - run.startMs) return
      t.fail(
        `${call.label} aborted the signal of run #${run.n}${tellDelay(t.clock.nowMs - call.calledAtMs)}`,
        { event: call.called, mark: `aborted run #${run.n}`, call },
      )
    })
  },
}

/** How long after its start a run that nobody stops is aborted, in milliseconds. */
async function findRunLimit(lab: Lab): Promise<number> {
  let limitMs = Infinity
  await lab.trial(async (t) => {
    const run = await t.startRun()
    const isAborted = await hold(t, run.signal)
    // In real time it may be aborted sooner the next time.
    if (isAborted) limitMs = t.isReal ? 0 : t.clock.nowMs - run.startMs
  })
  return limitMs
}

/** Holds the run until its signal is aborted, for some intervals at the most. */
async function hold(t: Trial, signal: AbortSignal | undefined): Promise<boolean> {
  const isAborted = (): boolean => signal?.aborted === true
  if (!t.isReal) return t.advUntil(isAborted, HELD_INTERVALS * t.T)
  await t.linger()
  return isAborted()
}

function tellDelay(ms: number): string {
  return ms === 0 ? '' : ` ${formatMs(ms)} after the call`
}
