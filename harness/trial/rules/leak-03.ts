import { expectPremise } from '../expectations.ts'
import type { Rule } from '../rule.ts'
import { collectUntil } from '../lose-manager.ts'
import { SignalCensus, type SignalLoads } from '../../rig/signal-census.ts'
import type { Trial } from '../trial.ts'

/** Fewer than this in fifty runs is no listener per tick. */
const GROWTH = 12

export const leak03: Rule = {
  id: 'LEAK-03',
  level: 'MUST',
  title:
    "abort listeners do not accumulate with ticks or managers, and none is left on the caller's signal",
  hint: 'remove the abort listener when the sleep, the run or the manager ends, or let `timers/promises` do it',
  needs: [],
  async check(lab) {
    const signals = new SignalCensus()
    signals.start()
    try {
      await lab.trial(async (t) => {
        // Every third run fails: a listener may be forgotten on that path alone.
        t.work.behave(async (run) => {
          if (run.n % 3 === 0) throw new Error(`run #${run.n} failed`)
        })
        await t.runs(10)
        const before = signals.countLoads()
        const runs = t.work.starts
        await t.adv(50 * t.T)
        const added = t.work.starts - runs
        expectPremise(
          added >= GROWTH || t.isReal,
          `only ${added} runs started in fifty intervals, too few to see listeners grow`,
        )
        // The record of a run holds its signal.
        t.work.runs.length = 0
        // What Node holds weakly, as the listeners of fetch(), goes with the garbage.
        if (await collectUntil(t, () => signals.findGrowth(before) < GROWTH)) return
        const growth = signals.findGrowth(before)
        t.fail(`${added} runs added ${growth} abort listeners to one signal`, {
          event: t.note(`${growth} abort listeners more than after run #${runs}`),
          site: signals.lastSite,
        })
      })
      for (const ender of ['shutdown', 'drop'] as const) {
        if (ender === 'drop' && lab.seen.absent.has('drop')) continue
        let before: SignalLoads | undefined
        // Only a signal that outlives the first manager can have gained a listener by the second.
        for (const trial of ['first', 'second'] as const) {
          await lab.trial(async (t) => {
            await t.settle(t[ender]())
            await t.adv(t.T)
            if (trial === 'first') before = signals.countLoads()
            if (trial === 'first' || before === undefined) return
            const known = before
            const isGone = (): boolean =>
              signals.findGrowth(known, (signal) => known.has(signal)) === 0
            if (await collectUntil(t, isGone)) return
            t.fail(
              `after the ${ender} a listener was left on a signal that outlives the manager; each manager adds one`,
              { event: t.note('a listener is left on a signal'), site: signals.lastSite },
            )
          })
        }
      }
      if (!lab.seen.absent.has('callerSignal')) {
        for (const state of STATES) {
          if (state === 'dropped' && lab.seen.absent.has('drop')) continue
          await lab.trial((t) => expectNoneOnCallerSignal(t, state, signals))
        }
      }
    } finally {
      signals.stop()
    }
  },
}

/** What a caller with a signal of its own may find. */
const STATES = ['idle', 'busy', 'stopped', 'dropped'] as const

async function expectNoneOnCallerSignal(
  t: Trial,
  state: (typeof STATES)[number],
  signals: SignalCensus,
): Promise<void> {
  if (state === 'stopped') await t.settle(t.shutdown())
  if (state === 'dropped') await t.settle(t.drop())
  if (state === 'busy') await t.startRun()
  const { signal } = new AbortController()
  const call = t.shutdownWithin(t.generous(t.intervals(10)), signal)
  await t.drain()
  t.work.release()
  // One that never settles is the finding of TIME-01.
  if (!(await t.settle(call))) return
  await t.linger()
  if (await collectUntil(t, () => signals.countLoad(signal) === 0)) return
  const count = signals.countLoad(signal)
  const listeners = count === 1 ? 'one abort listener was' : `${count} abort listeners were`
  t.fail(
    `${call.label}, called ${WHEN[state]}, had settled, and ${listeners} left on the caller's signal`,
    {
      event: t.note("a listener is left on the caller's signal"),
      mark: 'left',
      site: signals.lastSite,
    },
  )
}

const WHEN = {
  idle: 'between two runs',
  busy: 'while a run was in flight',
  stopped: 'after shutdown()',
  dropped: 'after a drop',
}
