import { expectRunning } from '../expectations.ts'
import type { Rule } from '../rule.ts'

export const clone03: Rule = {
  id: 'CLONE-03',
  level: 'MUST',
  title: 'dropping a clone that is not the last stops nothing and logs nothing',
  hint: 'count the handles: only the last drop aborts',
  needs: ['clone', 'drop'],
  async check(lab) {
    for (const kept of [0, 1, 2]) {
      await lab.trial(async (t) => {
        t.clone()
        t.clone()
        const since = t.log.position
        for (const [index, handle] of t.handles.entries())
          if (index !== kept) t.expectNotRejected(t.drop(handle))
        await t.drain()
        const [line] = t.log.all(since)
        if (line !== undefined) {
          t.fail(
            `with handle ${t.handleName(t.handles[kept])} still alive, dropping the others logged ${line.level} “${line.text}”`,
            { event: line.event, site: line.site },
          )
        }
        await expectRunning(t, `dropping all handles but ${t.handleName(t.handles[kept])}`)
      })
    }
    await lab.trial(async (t) => {
      const clone = t.clone()
      const run = await t.startRun()
      const dropped = t.drop(clone)
      await t.adv(t.T / 2)
      if (run.signal?.aborted === true && !run.startedAborted) {
        t.fail(`dropping a clone, with another handle alive, aborted run #${run.n}`, {
          event: dropped.called,
          mark: `aborted run #${run.n}`,
          call: dropped,
        })
      }
      t.work.release()
      await expectRunning(t, 'dropping a clone during a run')
    })
  },
}
