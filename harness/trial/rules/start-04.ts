import { NotApplicable } from '../../model/rule-failure.ts'
import type { Rule } from '../rule.ts'

/** Intervals over which runs are counted. */
const COUNTED = 6

export const start04: Rule = {
  id: 'START-04',
  level: 'SHOULD',
  title: 'starting twice does not start two loops',
  hint: 'let a second start() return the promise of the first, or throw',
  needs: ['startUp'],
  virtualOnly: 'the number of runs in an interval would depend on the machine',
  async check(lab) {
    if (lab.subject.start === undefined)
      throw new NotApplicable('the subject has no `start` that could be called twice')
    await lab.trial(async (t) => {
      const first = t.work.starts
      await t.adv(COUNTED * t.T)
      const before = t.work.starts
      const usual = before - first
      const again = t.start()
      await t.settle(again)
      await t.adv(COUNTED * t.T)
      const run = t.work.runs[before + usual + 1]
      if (run === undefined) return
      t.fail(
        `${t.name} started ${t.work.starts - before} runs in ${COUNTED} intervals after a second start(), and ${usual} before it`,
        { event: again.called, mark: 'a second loop', site: run.site },
      )
    })
  },
}
