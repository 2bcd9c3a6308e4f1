import { formatMs } from '../../text/format-ms.ts'
import { expectPremise, expectRunning } from '../expectations.ts'
import { tellNeedless } from '../needless.ts'
import { isNetworked } from '../../rig/subject-network.ts'
import type { Lab } from '../lab.ts'
import { findLongestPause } from '../network-scenes.ts'
import type { Trial } from '../trial.ts'
import type { Rule } from '../rule.ts'

/** In a row. A loop that backs off takes its time for them. */
const REJECTIONS = 20
const PATIENCE_INTERVALS = 1000

/** Lets so many runs fail. @returns how many did, and the longest pause between two of them */
async function failRuns(t: Trial, count: number): Promise<{ failed: number; pauseMs: number }> {
  const before = t.work.completed
  const first = t.work.starts
  t.work.failAll(({ n }) => new Error(`run #${n} failed`))
  await t.advUntil(() => t.work.completed >= before + count, findPatienceMs(t))
  t.work.release()
  const starts = t.work.runs.slice(first).map(({ startMs }) => startMs)
  const pauses = starts.map((startMs, index) => startMs - (starts[index - 1] ?? startMs))
  return { failed: t.work.completed - before, pauseMs: Math.max(0, ...pauses) }
}

function findPatienceMs(t: Trial): number {
  return Math.max(PATIENCE_INTERVALS * t.T, (REJECTIONS + 3) * t.backoffMs)
}

/** Whether there are longer pauses before it connects again, or nobody can tell. */
async function backsOffFromHosts(lab: Lab, isLong: (pauseMs: number) => boolean): Promise<boolean> {
  if (!isNetworked(lab.subject)) return false
  let pauseMs: number | undefined
  await lab.trial(async (t) => {
    pauseMs = await findLongestPause(t)
  })
  return pauseMs === undefined || isLong(pauseMs)
}

export const work01: Rule = {
  id: 'WORK-01',
  level: 'MUST',
  title: 'a rejecting run does not end the loop, not even twenty in a row',
  hint: 'put a try/catch around the awaited work, inside the loop',
  needs: [],
  async check(lab) {
    let longestMs = 0
    await lab.trial(async (t) => {
      await failRuns(t, 1)
      await expectRunning(t, 'a run rejected')
      const { failed, pauseMs } = await failRuns(t, REJECTIONS)
      const isAll = failed >= REJECTIONS
      await expectRunning(t, isAll ? 'twenty runs in a row rejected' : 'runs rejected', pauseMs)
      expectPremise(
        isAll,
        `only ${failed} of twenty runs came to reject in ${formatMs(findPatienceMs(t))}`,
      )
      longestMs = pauseMs
    })
    const { backoffMs = 0 } = lab.subject.capabilities ?? {}
    const { intervalMs } = lab.subject
    const isLong = (pauseMs: number): boolean => pauseMs > 1.5 * intervalMs
    if (lab.isReal || backoffMs <= intervalMs || isLong(longestMs)) return undefined
    if (await backsOffFromHosts(lab, isLong)) return undefined
    return tellNeedless(
      lab.subject,
      'backoffMs',
      'the pause after twenty failed runs in a row was no longer than usual',
    )
  },
}
