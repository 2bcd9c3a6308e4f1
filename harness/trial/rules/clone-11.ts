import type { Call } from '../../rig/call.ts'
import { NotApplicable } from '../../model/rule-failure.ts'
import type { Run } from '../../rig/gated-work.ts'
import type { Rule } from '../rule.ts'
import type { Trial } from '../trial.ts'

export const clone11: Rule = {
  id: 'CLONE-11',
  level: 'MUST',
  title: 'dropping any handle, even the last, during shutdown() is silent and harmless',
  hint: 'before the last drop aborts, ask the shared task, not the dropped handle, whether shutdown() was called',
  needs: ['clone', 'drop'],
  async check(lab) {
    for (const stopped of [0, 1]) {
      for (const order of [
        [0, 1],
        [1, 0],
      ]) {
        await lab.trial(async (t) => {
          t.clone()
          const run = await t.startRun()
          const call = t.shutdown(t.handles[stopped])
          await t.linger()
          if (call.state !== 'pending')
            throw new NotApplicable(
              'shutdown() does not wait for the run in flight, so it is over at once (see STOP-02)',
            )
          for (const index of order) await expectHarmless(t, t.handles[index], run)
          await t.expectPending(call, `run #${run.n} was in flight`)
          await t.adv(t.T)
          await t.expectPending(call, `run #${run.n} was in flight`)
          t.work.release()
          await t.expectFulfilled(call)
          await t.adv(t.T)
          expectNoWarning(t)
        })
      }
    }
  },
}

async function expectHarmless(t: Trial, handle: unknown, run: Run): Promise<void> {
  // What shutdown() itself has aborted is STOP-14's.
  const wasAborted = run.signal?.aborted === true
  const drop: Call = t.drop(handle)
  t.expectNotRejected(drop)
  await t.drain()
  expectNoWarning(t)
  if (run.signal?.aborted !== true || wasAborted) return
  t.fail(`${drop.label} during shutdown() aborted the signal of run #${run.n}`, {
    event: drop.called,
    mark: `aborted run #${run.n}`,
    call: drop,
  })
}

function expectNoWarning(t: Trial): void {
  const [warning] = t.log.at('warn')
  if (warning === undefined) return
  t.fail(`handles were dropped during shutdown(), and ${t.name} warned “${warning.text}”`, {
    event: warning.event,
    site: warning.site,
  })
}
