import type { Rule } from '../rule.ts'

export const clean05: Rule = {
  id: 'CLEAN-05',
  level: 'SHOULD',
  title: 'calling shutdown() inside cleanup does not deadlock',
  hint: 'let shutdown() inside cleanup wait only for the loop',
  needs: ['cleanup'],
  async check(lab) {
    await lab.trial(async (t) => {
      const call = t.shutdownWith(async () => {
        await (t.shutdown().value as Promise<unknown>)
      })
      if (!(await t.settle(call, 10 * t.T)))
        t.fail('shutdownWith() and the shutdown() that its cleanup awaits wait for each other', {
          event: call.called,
          mark: 'still pending',
          call,
        })
    })
  },
}
