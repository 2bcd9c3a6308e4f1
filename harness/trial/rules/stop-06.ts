import type { Rule } from '../rule.ts'

export const stop06: Rule = {
  id: 'STOP-06',
  level: 'MUST',
  title: 'shutdown() before the first tick fulfils, and no run ever starts',
  hint: 'let shutdown() work from the moment the constructor returns',
  needs: [],
  async check(lab) {
    const allowed = (lab.seen.runsAtOnce ? 1 : 0) + lab.finalRuns
    for (const atOnce of [true, false]) {
      await lab.trial(
        async (t) => {
          const call = t.shutdown()
          await t.expectFulfilled(call)
          await t.adv(10 * t.T)
          // In real time runs may have started while the manager was being created.
          const before = t.isReal ? call.startsBefore : 0
          t.expectNoRunSince(before, 'although it was shut down before the first tick', allowed)
        },
        { runs: 0, atOnce },
      )
    }
  },
}
