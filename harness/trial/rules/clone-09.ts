import type { Trial } from '../trial.ts'
import type { Rule } from '../rule.ts'

async function expectNoNewLoop(t: Trial, after: string): Promise<void> {
  const call = t.call('clone()', t.manager, () => t.driver.clone(t.manager))
  await t.adv(5 * t.T)
  t.expectNoRunSince(call.startsBefore, `after being cloned after ${after}`)
  if (call.threw !== undefined || call.value === undefined || call.value === null) return
  t.handles.push(call.value)
  await t.expectFulfilled(t.shutdown(call.value))
}

export const clone09: Rule = {
  id: 'CLONE-09',
  level: 'MUST',
  title: 'cloning after shutdown() throws or gives a stopped handle, never a new loop',
  hint: 'let clone() of a stopped manager throw, or return a handle on the stopped task',
  needs: ['clone'],
  async check(lab) {
    await lab.trial(async (t) => {
      await t.settle(t.shutdown())
      await expectNoNewLoop(t, 'shutdown()')
    })
    await lab.trial(async (t) => {
      await t.startRun()
      const call = t.shutdown()
      await t.drain()
      const late = t.call('clone()', t.manager, () => t.driver.clone(t.manager))
      t.work.release()
      await t.settle(call)
      await t.adv(5 * t.T)
      t.expectNoRunSince(late.startsBefore, 'after being cloned during shutdown()', lab.finalRuns)
    })
    if (lab.seen.absent.has('drop')) return
    await lab.trial(async (t) => {
      t.drop()
      await t.adv(t.T)
      await expectNoNewLoop(t, 'the last handle was dropped')
    })
  },
}
