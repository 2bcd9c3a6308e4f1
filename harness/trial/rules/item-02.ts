import type { Trial } from '../trial.ts'
import type { Rule } from '../rule.ts'

export const item02: Rule = {
  id: 'ITEM-02',
  level: 'MUST',
  title: 'each item runs at most once, and its outcome is reported once',
  hint: 'take the item out of the buffer in the turn in which its run begins, and settle its promise in one place',
  needs: ['submit'],
  virtualOnly: 'the moment of a shutdown cannot be chosen',
  async check(lab) {
    for (const isStopped of [false, true]) {
      await lab.trial(async (t) => {
        for (let count = 0; count < 5; count += 1) t.submit()
        await t.adv(Math.max(1, Math.floor(t.T / 10)))
        if (isStopped) await t.settle(t.shutdown(), 100 * t.T)
        await t.adv(5 * t.T)
        expectOnce(t)
      })
    }
    await lab.trial(async (t) => {
      await t.startRun()
      for (let count = 0; count < 3; count += 1) t.submit()
      const call = t.shutdown()
      await t.adv(t.T)
      t.work.release()
      await t.settle(call, 100 * t.T)
      await t.adv(5 * t.T)
      expectOnce(t)
    })
    await lab.trial(async (t) => {
      await t.adv(t.T)
      const since = t.log.position
      const isOver = (): boolean => t.work.runs.some(({ state }) => state === 'failed')
      t.work.failAll(({ n }) => new Error(`run #${n} failed`))
      const item = t.submit()
      await t.advUntil(isOver, 5 * t.T)
      t.work.release()
      await t.adv(3 * t.T)
      if (item.call.state !== 'fulfilled' || !item.call.isThenable) return
      // A submit() that fulfils at once has told of the acceptance, not of the run.
      const failed = item.runs.find(({ state }) => state === 'failed')
      if (failed === undefined || item.runs.some(({ state }) => state === 'done')) return
      const [error] = t.log.at('error', since)
      if (error === undefined || (item.call.settled?.atMs ?? 0) < failed.startMs) return
      t.fail(
        `${item.value.id} was reported both as failed and as done: its run failed, “${error.text}” was logged, and submit() fulfilled`,
        { event: item.call.settled, mark: 'told twice' },
      )
    })
  },
}

function expectOnce(t: Trial): void {
  for (const item of t.items.items) {
    const [, second] = item.runs.filter(({ state }) => state !== 'failed')
    if (second !== undefined)
      t.fail(`${item.value.id} was run ${item.runs.length} times`, {
        event: second.started,
        mark: 'run again',
        site: second.site,
      })
  }
}
