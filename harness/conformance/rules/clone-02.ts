import type { Rule } from '../rule.ts'

export const clone02: Rule = {
  id: 'CLONE-02',
  level: 'MUST',
  title: 'cloning starts no second loop',
  hint: 'let clone() give a handle on the running task instead of starting one',
  needs: ['clone'],
  async check(lab) {
    await lab.trial(async (t) => {
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
          `with three handles ${t.name} ran ${together} times in five intervals, with one ${alone} times`,
          { event: run?.started, site: run?.site },
        )
      }
    })
  },
}
