import { tellNeedless } from '../needless.ts'
import type { Rule } from '../rule.ts'

export const work07: Rule = {
  id: 'WORK-07',
  level: 'MUST',
  title: 'runs never overlap',
  hint: 'start the next interval when the run has ended, or skip ticks while one is in flight',
  needs: [],
  async check(lab) {
    let mostAtOnce = 0
    await lab.trial(async (t) => {
      await t.startRun()
      await t.adv(5 * t.T)
      mostAtOnce = t.work.maxActive
      if (t.work.maxActive <= t.concurrency) return
      const second = t.work.runs.find(({ overlaps }) => overlaps)
      t.fail(
        `${t.name} started run #${second?.n} while run #${(second?.n ?? 0) - 1} was in flight`,
        { event: second?.started, site: second?.site },
      )
    })
    const { concurrency = 1 } = lab.subject.capabilities ?? {}
    if (concurrency === 1 || mostAtOnce !== 1) return undefined
    return tellNeedless(lab.subject, 'concurrency', 'no two runs were ever in flight at once')
  },
}
