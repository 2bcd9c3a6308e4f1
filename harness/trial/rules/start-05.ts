import { expectRunning } from '../expectations.ts'
import type { Trial } from '../trial.ts'
import type { Rule } from '../rule.ts'

/** Intervals over which runs are counted. */
const COUNTED = 6

async function expectOneLoop(t: Trial, usual: number, when: string): Promise<void> {
  await expectRunning(t, when)
  const before = t.work.starts
  await t.adv(COUNTED * t.T)
  const run = t.work.runs[before + usual + 1]
  if (run === undefined) return
  t.fail(
    `${t.name} started ${t.work.starts - before} runs in ${COUNTED} intervals after ${when}, and ${usual} before`,
    { event: run.started, mark: 'a second loop', site: run.site },
  )
}

async function countRuns(t: Trial): Promise<number> {
  const before = t.work.starts
  await t.adv(COUNTED * t.T)
  return t.work.starts - before
}

function expectNoOverlap(t: Trial): void {
  if (t.work.maxActive <= t.concurrency) return
  const second = t.work.runs.find(({ overlaps }) => overlaps)
  t.fail(
    `a restart() during shutdown() started run #${second?.n} while run #${(second?.n ?? 0) - 1} was in flight`,
    { event: second?.started, mark: 'a second loop', site: second?.site },
  )
}

/** A loop that nobody can stop has been begun beside the one that is known. */
async function expectToStop(t: Trial, finalRuns: number): Promise<void> {
  await t.expectFulfilled(t.shutdown())
  const before = t.work.starts
  await t.adv(3 * t.T)
  t.expectNoRunSince(before, 'after the shutdown() that followed a restart', finalRuns)
}

export const start05: Rule = {
  id: 'START-05',
  level: 'MUST',
  title: 'a restart runs one loop, even if it comes while the shutdown is pending',
  hint: 'in restart(), await the shutdown under way, then start over with a fresh stop flag and without the promise of the first start',
  needs: ['restart'],
  virtualOnly: 'the number of runs in an interval would depend on the machine',
  async check(lab) {
    await lab.trial(async (t) => {
      const usual = await countRuns(t)
      await t.expectFulfilled(t.shutdown())
      await t.expectFulfilled(t.restart())
      await expectOneLoop(t, usual, 'shutdown() and restart()')
      await expectToStop(t, lab.finalRuns)
    })
    await lab.trial(async (t) => {
      const usual = await countRuns(t)
      if (!t.work.isSync) await t.startRun()
      const stopping = t.shutdown()
      const restarting = t.restart()
      // Long enough for a restart that does not wait to run beside the run that is still in flight.
      await t.adv(2 * t.T)
      expectNoOverlap(t)
      t.work.release()
      await t.settle(stopping)
      await t.settle(restarting)
      t.expectNotRejected(stopping)
      // One that says no has not been lost.
      if (restarting.state === 'rejected') return
      await expectOneLoop(t, usual, 'a restart() during shutdown()')
      await expectToStop(t, lab.finalRuns)
    })
  },
}
