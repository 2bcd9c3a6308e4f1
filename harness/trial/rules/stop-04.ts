import type { Rule } from '../rule.ts'

export const stop04: Rule = {
  id: 'STOP-04',
  level: 'MUST',
  title: 'a second, later shutdown() fulfils and does nothing',
  hint: 'keep the promise of the first shutdown() and return it',
  needs: [],
  async check(lab) {
    await lab.trial(async (t) => {
      const first = t.shutdown()
      if (!(await t.settle(first))) await t.expectFulfilled(first)
      const before = t.work.starts
      await t.adv(2 * t.T)
      // A loop that goes on after the first call is STOP-03's.
      const hasStopped = t.work.starts === before
      const since = t.log.position
      const second = t.shutdown()
      await t.expectFulfilled(second)
      await t.adv(2 * t.T)
      if (hasStopped) t.expectNoRunSince(second.startsBefore, 'after the second shutdown()')
      const [line] = t.log.all(since)
      if (line !== undefined)
        t.fail(`the second shutdown() logged “${line.text}”`, {
          event: line.event,
          site: line.site,
        })
    })
  },
}
