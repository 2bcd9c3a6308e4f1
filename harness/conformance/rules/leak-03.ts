import { SignalCensus } from '../signal-census.ts'
import type { Rule } from '../rule.ts'

/** Fewer than this in fifty runs is no listener per tick. */
const GROWTH = 12

export const leak03: Rule = {
  id: 'LEAK-03',
  level: 'MUST',
  title: 'abort listeners do not grow, neither with the ticks nor with the managers',
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
        const before = signals.countListeners()
        const runs = t.work.starts
        await t.adv(50 * t.T)
        const growth = signals.findGrowth(before)
        if (growth < GROWTH) return
        t.fail(`${t.work.starts - runs} runs added ${growth} abort listeners to one signal`, {
          event: t.note(`${growth} more abort listeners than after run #${runs}`),
          site: signals.lastSite,
        })
      })
      for (const ender of ['shutdown', 'drop'] as const) {
        if (ender === 'drop' && lab.seen.absent.has('drop')) continue
        let before: ReadonlyMap<AbortSignal, number> | undefined
        // Only a signal that outlives the first manager can have gained a listener by the second.
        for (const trial of ['first', 'second'] as const) {
          await lab.trial(async (t) => {
            await t.settle(t[ender]())
            await t.adv(t.T)
            if (trial === 'first') before = signals.countListeners()
            if (trial === 'first' || before === undefined) return
            const known = before
            const left = signals.findGrowth(known, (signal) => known.has(signal))
            if (left === 0) return
            t.fail(
              `after the ${ender} a listener was left on a signal that outlives the manager; each manager adds one`,
              { event: t.note('a listener is left on a signal'), site: signals.lastSite },
            )
          })
        }
      }
    } finally {
      signals.stop()
    }
  },
}
