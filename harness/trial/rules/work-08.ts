import { NotApplicable } from '../../model/rule-failure.ts'
import type { Subject } from '../../model/subject.ts'
import { tellNeedless } from '../needless.ts'
import type { Rule } from '../rule.ts'

export const work08: Rule = {
  id: 'WORK-08',
  level: 'SHOULD',
  title: 'missed ticks are not made up in a burst',
  hint: 'skip the ticks that were missed, or start a new interval after each run',
  needs: [],
  virtualOnly: 'the number of runs in an interval would depend on the machine',
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
          { event: run.started, site: run.site, hint: findHint(lab.subject) },
        )
      }
    })
    if (!isDeclared || !isSkipping) return undefined
    return tellNeedless(
      lab.subject,
      'backlog',
      'the ticks missed during a run of five intervals were skipped',
    )
  },
}

/** To skip what was brought would lose it, so the advice about ticks would be wrong there. */
function findHint({ submit, trigger }: Pick<Subject, 'submit' | 'trigger'>): string | undefined {
  if (submit !== undefined)
    return 'items that were accepted must not be skipped: add `capabilities: { backlog: true }` to the subject'
  if (trigger !== undefined)
    return 'if no event may be skipped, add `capabilities: { backlog: true }` to the subject'
  return undefined
}

function madeUpFor(): NotApplicable {
  return new NotApplicable('the subject declares `backlog: true`: it makes up for missed ticks')
}
