import type { Rule } from '../rule.ts'

/** How often work that comes from outside may be tried before it is given up. */
const ATTEMPTS = 4

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
    const attempts =
      lab.subject.submit === undefined && lab.subject.trigger === undefined ? 1 : ATTEMPTS
    const allowed =
      (Math.ceil((10 * intervalMs) / Math.max(1, Math.trunc(intervalMs))) + 1) *
      concurrency *
      attempts
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
        const run = t.work.runs[before + allowed]
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
