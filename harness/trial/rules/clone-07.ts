import type { Rule } from '../rule.ts'

export const clone07: Rule = {
  id: 'CLONE-07',
  level: 'MUST',
  title: 'dropping clones after shutdown() logs nothing',
  hint: 'ask the shared task, not the handle, whether shutdown() was called',
  needs: ['clone', 'drop'],
  async check(lab) {
    await lab.trial(async (t) => {
      t.clone()
      t.clone()
      await t.settle(t.shutdown(t.handles[1]))
      const since = t.log.position
      for (const handle of t.handles) t.drop(handle)
      await t.adv(t.T)
      const [line] = t.log.all(since)
      if (line !== undefined)
        t.fail(`dropping clones after shutdown() logged ${line.level} “${line.text}”`, {
          event: line.event,
          site: line.site,
        })
    })
  },
}
