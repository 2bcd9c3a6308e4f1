import type { Trial } from '../trial.ts'
import type { Rule } from '../rule.ts'

export const need01: Rule = {
  id: 'NEED-01',
  level: 'MUST',
  title: 'what a run needs is not closed while the run is in flight, nor used after it is closed',
  hint: 'close connections, locks and leases after awaiting the loop',
  needs: ['resource'],
  async check(lab) {
    await lab.trial(async (t) => {
      await t.startRun()
      const call = t.shutdown()
      await t.adv(5 * t.T)
      expectStillOpen(t)
      t.work.release()
      await t.settle(call)
      await t.adv(t.T)
      expectNoLateUse(t)
    })
    await lab.trial(async (t) => {
      await t.adv(Math.floor(t.T / 2))
      await t.settle(t.shutdown())
      await t.adv(3 * t.T)
      expectNoLateUse(t)
    })
  },
}

function expectStillOpen(t: Trial): void {
  for (const { name, closes, uses } of t.resources.resources) {
    const early = closes.find(({ activeRuns }) => activeRuns > 0)
    if (early === undefined || uses === 0) continue
    t.fail(`${t.name} closed ${name} while run #${t.work.last?.n} was in flight`, {
      event: early.event,
      mark: 'too early',
      site: early.site,
    })
  }
}

function expectNoLateUse(t: Trial): void {
  for (const { name, usedAfterClose } of t.resources.resources) {
    if (usedAfterClose === undefined) continue
    t.fail(`${t.name} used ${name} after closing it`, usedAfterClose)
  }
}
