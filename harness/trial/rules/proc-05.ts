import type { Rule } from '../rule.ts'
import type { Trial } from '../trial.ts'

export const proc05: Rule = {
  id: 'PROC-05',
  level: 'MAY',
  title: 'a worker thread has exited before shutdown() fulfils, and exits after a drop',
  hint: 'await what `worker.terminate()` returns, or the `exit` event, before shutdown() fulfils; terminate it in [Symbol.dispose]()',
  needs: ['worker'],
  async check(lab) {
    for (const isBusy of [false, true]) {
      await lab.trial(async (t) => {
        if (isBusy) await t.startRun()
        const call = t.shutdown()
        await t.drain()
        t.work.release()
        // One that does not settle is another rule's.
        if (!(await t.settle(call))) return
        const alive = findAlive(t)
        const settledAt = t.positionOf(call.settled)
        const late = t.threads.threads.find(({ exited }) => t.positionOf(exited) > settledAt)
        if (late === undefined && alive === undefined) return
        await t.waitForReality(() => findAlive(t) === undefined, t.patience(500))
        const thread = late ?? alive
        const what = thread?.exited === undefined ? 'is running on' : 'exited only then'
        t.fail(
          `${call.label} fulfilled, and thread #${thread?.n}, which the manager had started, ${what}`,
          {
            event: thread?.exited ?? call.settled,
          },
        )
      })
    }
    if (lab.seen.absent.has('drop')) return
    for (const isBusy of [false, true]) {
      await lab.trial(async (t) => {
        if (isBusy) await t.startRun()
        const call = t.drop()
        await t.waitForReality(() => findAlive(t) === undefined, t.patience(500))
        const alive = findAlive(t)
        if (alive === undefined) return
        t.fail(
          `after the drop thread #${alive.n}, which the manager had started, is still running`,
          {
            event: call.called,
          },
        )
      })
    }
  },
}

function findAlive(t: Trial): Trial['threads']['threads'][number] | undefined {
  return t.threads.threads.find(({ exited }) => exited === undefined)
}
