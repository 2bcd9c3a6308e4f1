import { Cleanup } from '../cleanup.ts'
import type { Rule } from '../rule.ts'

export const clean01: Rule = {
  id: 'CLEAN-01',
  level: 'MUST',
  title: 'cleanup starts after the loop has ended, and shutdownWith(cleanup) waits for it',
  hint: 'await the loop, then await cleanup()',
  needs: ['cleanup'],
  async check(lab) {
    await lab.trial(async (t) => {
      const run = await t.startRun()
      const cleanup = new Cleanup(t)
      cleanup.hold()
      const call = t.shutdownWith(cleanup.call)
      await t.adv(2 * t.T)
      const early = cleanup.started[0]
      if (early !== undefined)
        t.fail(`cleanup started while run #${run.n} was in flight`, {
          event: early,
          mark: 'too early',
        })
      t.work.release()
      await t.drain()
      await t.allow(() => cleanup.started.length > 0)
      await t.advUntil(() => cleanup.started.length > 0, t.T)
      if (cleanup.started.length === 0)
        t.fail('the loop had ended, but cleanup was not started', {
          event: call.called,
          mark: 'cleanup never started',
          call,
        })
      await t.expectPending(call, 'cleanup had not ended')
      cleanup.release()
      await t.expectFulfilled(call)
    })
    await lab.trial(async (t) => {
      const cleanup = new Cleanup(t)
      cleanup.hold()
      // A thenable is as good as a promise.
      const call = t.shutdownWith(() => {
        const ended = cleanup.call()
        return { then: ended.then.bind(ended) }
      })
      await t.allow(() => cleanup.started.length > 0)
      await t.advUntil(() => cleanup.started.length > 0, t.T)
      await t.expectPending(call, 'the thenable that cleanup returned had not settled')
      cleanup.release()
      await t.expectFulfilled(call)
    })
  },
}
