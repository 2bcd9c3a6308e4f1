import { tellNeedless } from '../needless.ts'
import type { Rule } from '../rule.ts'
import type { Trial } from '../trial.ts'

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
      // Where several may be in flight, only runs that all last show how many there can be.
      if (t.concurrency > 1) t.work.hold()
      await t.adv(Math.max(5, 2 * t.concurrency + 3) * t.T)
      mostAtOnce = t.work.maxActive
      if (t.work.maxActive <= t.concurrency) return
      if (t.concurrency > 1) failOverLimit(t)
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

function failOverLimit(t: Trial): never {
  const run = t.work.runs[t.concurrency]
  return t.fail(
    `${t.name} had ${t.work.maxActive} runs in flight at once; its subject allows at most ${t.concurrency}`,
    { event: run?.started, mark: 'one too many', site: run?.site },
  )
}
