import { survivesFailure } from '../states.ts'
import { maskNumbers } from '../../text/mask-numbers.ts'
import type { Trial } from '../trial.ts'
import type { Call } from '../../rig/call.ts'
import type { Rule } from '../rule.ts'

function expectSuccess(t: Trial, since: number, call: Call): void {
  const lines = t.log.at('info', since)
  if (lines.length === 0) {
    t.verifyLog(since)
    t.fail('shutdown() logged nothing at info level', {
      event: call.settled ?? call.called,
      mark: 'success was not logged',
      call,
    })
  }
  const seen = new Set<string>()
  for (const line of lines) {
    if (seen.has(line.text))
      t.fail(`“${line.text}” was logged twice`, { event: line.event, site: line.site })
    seen.add(line.text)
  }
}

function expectNoMore(t: Trial, position: number, after: string): void {
  const [line] = t.log.at('info', position)
  if (line !== undefined)
    t.fail(`${after} logged “${line.text}”`, { event: line.event, site: line.site })
}

export const log01: Rule = {
  id: 'LOG-01',
  level: 'MUST',
  title: 'success is logged once, at info level, as the last line, after the loop has ended',
  hint: 'log “shutdown complete” after awaiting the loop, in the one place that all callers share',
  needs: [],
  async check(lab) {
    await lab.trial(async (t) => {
      const since = t.log.position
      const call = t.shutdown()
      // What has not ended yet has no success to log.
      if (!(await t.settle(call))) await t.expectFulfilled(call)
      await t.allow(() => t.log.at('info', since).length > 0)
      await t.drain()
      expectSuccess(t, since, call)
      const position = t.log.position
      await t.settle(t.shutdown())
      await t.adv(t.T)
      expectNoMore(t, position, 'a second shutdown()')
    })
    for (const isNew of [true, false]) {
      await lab.trial(
        async (t) => {
          if (!isNew && !(await survivesFailure(t))) return
          const since = t.log.position
          // One that does not settle is another rule's.
          const call = t.shutdown()
          if (!(await t.settle(call))) return
          await t.drain()
          expectSuccess(t, since, call)
        },
        { runs: isNew ? 0 : 1 },
      )
    }
    await lab.trial(async (t) => {
      const run = await t.startRun()
      if (!lab.seen.absent.has('clone')) t.clone()
      const since = t.log.position
      const calls = t.handles.flatMap((handle) => [t.shutdown(handle), t.shutdown(handle)])
      await t.adv(2 * t.T)
      const early = t.log
        .at('info', since)
        .find(({ text }) => maskNumbers(text) === lab.seen.successLine)
      if (early !== undefined && !t.hasGivenUp(early.event.atMs))
        t.fail(`${t.name} logged success “${early.text}” while run #${run.n} was in flight`, {
          event: early.event,
          site: early.site,
        })
      const position = t.log.position
      t.work.release()
      for (const call of calls) await t.settle(call)
      await t.drain()
      if (t.log.at('info', position).length === 0) {
        t.verifyLog(position)
        t.fail('no success was logged at info level after the run had ended', {
          event: calls[0]?.settled,
          mark: 'success was not logged',
          call: calls[0],
        })
      }
      for (const call of calls.slice(0, 1)) expectSuccess(t, since, call)
      const end = t.log.position
      for (const handle of t.handles) await t.settle(t.shutdown(handle))
      await t.adv(t.T)
      expectNoMore(t, end, 'a further shutdown()')
    })
  },
}
