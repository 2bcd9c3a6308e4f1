import type { Rule } from '../rule.ts'

/** How often one piece of work may be tried before it is given up. */
const ATTEMPTS = 4

/** The share of an interval that a task waits at least between two attempts which it means as retries. */
const PAUSE_SHARE = 1 / 20

export const work09: Rule = {
  id: 'WORK-09',
  level: 'MUST',
  title: 'a failing run does not turn the loop into a hot loop',
  hint: 'wait for the interval after a failure too',
  needs: [],
  virtualOnly: 'the number of runs in ten intervals would depend on the machine',
  async check(lab) {
    // As many as the interval allows, which Node cuts to whole milliseconds, and one for the phase.
    const { intervalMs } = lab.subject
    const { concurrency = 1 } = lab.subject.capabilities ?? {}
    const isBrought = lab.subject.submit !== undefined || lab.subject.trigger !== undefined
    const planned =
      (Math.ceil((10 * intervalMs) / Math.max(1, Math.trunc(intervalMs))) + 1) * concurrency
    for (const how of ['rejects', 'throws'] as const) {
      await lab.trial(async (t) => {
        if (how === 'rejects') t.work.requireRunInFlight()
        const before = t.work.starts
        t.work.behave((run) => {
          const error = new Error(`run #${run.n} failed`)
          if (how === 'throws') throw error
          return Promise.reject(error)
        })
        await t.advUntil(() => t.work.starts - before > 100, 10 * t.T)
        const starts = t.work.starts - before
        const failing = t.work.runs.slice(before)
        const mayRetry = isBrought || arePaused(failing, intervalMs * PAUSE_SHARE)
        const run = failing[mayRetry ? planned * ATTEMPTS : planned]
        if (run !== undefined) {
          t.fail(
            `with a run that always ${how}, ${t.name} started ${starts > 100 ? 'over 100' : starts} runs in ten intervals`,
            { event: run.started, site: run.site },
          )
        }
        t.work.release()
      })
    }
  },
}

/** Whether a task waits before each run: what tries again a few times like that is no hot loop. */
function arePaused(runs: readonly { readonly startMs: number }[], pauseMs: number): boolean {
  return runs.every(({ startMs }, index) => {
    const before = runs[index - 1]
    return before === undefined || startMs - before.startMs >= pauseMs
  })
}
