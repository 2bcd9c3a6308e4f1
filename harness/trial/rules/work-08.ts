import { NotApplicable } from '../../model/rule-failure.ts'
import type { Rule } from '../rule.ts'

export const work08: Rule = {
  id: 'WORK-08',
  level: 'SHOULD',
  title: 'missed ticks are not made up in a burst',
  hint: 'skip the ticks that were missed, or start a new interval after each run',
  needs: [],
  virtualOnly: 'how many runs fit into an interval would be a matter of the machine',
  async check(lab) {
    if (lab.subject.capabilities?.backlog === true)
      throw new NotApplicable(
        'the subject declares `backlog: true`: it makes up for what it missed',
      )
    await lab.trial(async (t) => {
      await t.startRun()
      await t.adv(5 * t.T)
      const before = t.work.starts
      t.work.release()
      await t.adv(Math.max(0, t.T - 1))
      const run = t.work.runs[before + 2 * t.concurrency]
      if (run !== undefined) {
        t.fail(
          `after a run of five intervals ${t.name} started ${t.work.starts - before} runs within one interval`,
          { event: run.started, site: run.site },
        )
      }
    })
  },
}
