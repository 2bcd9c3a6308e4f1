import type { Call } from '../../rig/call.ts'
import { NotApplicable } from '../../model/rule-failure.ts'
import { maskNumbers } from '../../text/mask-numbers.ts'
import type { Trial } from '../trial.ts'
import type { Rule } from '../rule.ts'

async function expectSilentDrop(t: Trial): Promise<Call> {
  const call = t.drop()
  t.expectNotRejected(call)
  await t.drain()
  const [warning] = t.log.at('warn')
  if (warning !== undefined)
    t.fail(`dropped during shutdown(), ${t.name} warned “${warning.text}”`, {
      event: warning.event,
      site: warning.site,
    })
  return call
}

/** @param position where the log stood when the run, if there was one, was let go */
async function expectQuietEnd(
  t: Trial,
  successLine: string | undefined,
  position: number,
): Promise<void> {
  if (successLine !== undefined) await t.allow(() => t.log.at('info', position).length > 0)
  await t.adv(t.T)
  const [warning] = t.log.at('warn')
  if (warning !== undefined)
    t.fail(`dropped during shutdown(), ${t.name} warned “${warning.text}”`, {
      event: warning.event,
      site: warning.site,
    })
  // A busy shutdown may report its success in other words than an idle one.
  const isReported =
    t.log.at('info', position).length > 0 ||
    t.log.at('info').some(({ text }) => maskNumbers(text) === successLine)
  if (successLine === undefined || isReported) return
  t.verifyLog(position)
  t.fail(
    `dropped during shutdown(), ${t.name} completed the shutdown without its success line “${successLine}”`,
  )
}

export const drop06: Rule = {
  id: 'DROP-06',
  level: 'MUST',
  title: 'dropping during shutdown() is silent and harmless',
  hint: 'return from [Symbol.dispose]() at once if shutdown() has been called: the graceful path is in charge',
  needs: ['drop'],
  async check(lab) {
    await lab.trial(async (t) => {
      const run = await t.startRun()
      const call = t.shutdown()
      await t.linger()
      if (call.state !== 'pending') {
        throw new NotApplicable(
          'shutdown() does not wait for the run in flight, so it is over at once (see STOP-02)',
        )
      }
      // What shutdown() itself has aborted is STOP-14's.
      const wasAborted = run.signal?.aborted === true
      const drop = await expectSilentDrop(t)
      if (run.signal?.aborted === true && !wasAborted)
        t.fail(`dropping it during shutdown() aborted the signal of run #${run.n}`, {
          event: drop.called,
          mark: `aborted run #${run.n}`,
          call: drop,
        })
      await t.expectPending(call, `run #${run.n} was in flight`)
      await t.adv(t.T)
      await t.expectPending(call, `run #${run.n} was in flight`)
      const { position } = t.log
      t.work.release()
      await t.expectFulfilled(call)
      await expectQuietEnd(t, lab.seen.successLine, position)
    })
    await lab.trial(async (t) => {
      const { position } = t.log
      const call = t.shutdown()
      await expectSilentDrop(t)
      await t.expectFulfilled(call)
      await expectQuietEnd(t, lab.seen.successLine, position)
    })
  },
}
