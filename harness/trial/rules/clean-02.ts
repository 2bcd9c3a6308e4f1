import { Cleanup } from '../cleanup.ts'
import type { Rule } from '../rule.ts'

export const clean02: Rule = {
  id: 'CLEAN-02',
  level: 'MUST',
  title: 'cleanup runs once, however many calls there are',
  hint: 'remember that cleanup has run in the shared state',
  needs: ['cleanup'],
  async check(lab) {
    await lab.trial(async (t) => {
      await t.startRun()
      const cleanup = new Cleanup(t)
      const calls = [
        t.shutdownWith(cleanup.call),
        t.shutdownWith(cleanup.call),
        t.shutdownWith(cleanup.call),
      ]
      await t.drain()
      t.work.release()
      for (const call of calls) await t.expectFulfilled(call)
      await t.expectFulfilled(t.shutdownWith(cleanup.call))
      await t.adv(t.T)
      const { length } = cleanup.started
      if (length !== 1)
        t.fail(`cleanup ran ${length} times for four calls`, {
          event: cleanup.started[1],
          mark: 'a second time',
          call: calls[1],
        })
    })
  },
}
