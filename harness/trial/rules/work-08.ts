import { NotApplicable } from '../../model/rule-failure.ts'
import { tellNeedless } from '../needless.ts'
import type { Rule } from '../rule.ts'

export const work08: Rule = {
  id: 'WORK-08',
  level: 'SHOULD',
  title: 'missed ticks are not made up in a burst',
  hint: 'skip the ticks that were missed, or start a new interval after each run',
  needs: [],
  virtualOnly: 'how many runs fit into an interval would be a matter of the machine',
  async check(lab) {
    const { trigger, submit, capabilities } = lab.subject
    const isDeclared = capabilities?.backlog === true
    // What was brought meanwhile waits in some way or other; only missed ticks can be skipped.
    if (isDeclared && (trigger !== undefined || submit !== undefined)) throw madeUpFor()
    let isSkipping = false
    await lab.trial(async (t) => {
      await t.startRun()
      await t.adv(5 * t.T)
      const before = t.work.starts
      t.work.release()
      await t.adv(Math.max(0, t.T - 1))
      const run = t.work.runs[before + 2 * t.concurrency]
      isSkipping = t.work.starts <= before + t.concurrency
      if (isDeclared && !isSkipping) throw madeUpFor()
      if (run !== undefined) {
        t.fail(
          `after a run of five intervals ${t.name} started ${t.work.starts - before} runs within one interval`,
          { event: run.started, site: run.site },
        )
      }
    })
    if (!isDeclared || !isSkipping) return undefined
    return tellNeedless(lab.subject, 'backlog', 'what a run of five intervals missed was skipped')
  },
}

function madeUpFor(): NotApplicable {
  return new NotApplicable('the subject declares `backlog: true`: it makes up for what it missed')
}
