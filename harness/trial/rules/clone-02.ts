import type { Rule } from '../rule.ts'
import type { Trial } from '../trial.ts'

export const clone02: Rule = {
  id: 'CLONE-02',
  level: 'MUST',
  title: 'cloning starts no second loop',
  hint: 'return a handle on the running task from clone() instead of starting another task',
  needs: ['clone'],
  async check(lab) {
    if (lab.isReal) return lab.trial(expectNoOverlap)
    return lab.trial(async (t) => {
      const start = t.work.starts
      await t.adv(5 * t.T)
      const alone = t.work.starts - start
      t.clone()
      t.clone()
      const before = t.work.starts
      await t.adv(5 * t.T)
      const together = t.work.starts - before
      // One run more or less is a matter of phase.
      if (together > alone + 1) {
        const run = t.work.runs[before + alone + 1]
        t.fail(
          `in five intervals ${t.name} ran ${together} times with three handles, and ${alone} times with one`,
          { event: run?.started, site: run?.site },
        )
      }
    })
  },
}

/** Runs cannot be counted in real time, but a second loop does not wait for the run of the first. */
async function expectNoOverlap(t: Trial): Promise<void> {
  t.clone()
  t.clone()
  await t.startRun()
  await t.adv(5 * t.T)
  const second = t.work.runs.find(({ overlaps }) => overlaps)
  if (second === undefined) return
  t.fail(
    `with three handles ${t.name} started run #${second.n} while run #${second.n - 1} was in flight`,
    { event: second.started, site: second.site },
  )
}
