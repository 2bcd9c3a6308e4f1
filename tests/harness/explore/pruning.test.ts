import { describe, expect, test } from 'vitest'
import { Lab } from '../../../harness/conformance/lab.ts'
import { kit00 } from '../../../harness/conformance/rules/kit-00.ts'
import { enter, type Site } from '../../../harness/explore/explore-space.ts'
import type { Operation, Plan } from '../../../harness/explore/operation.ts'
import { runPlan } from '../../../harness/explore/prepare.ts'
import { RunSteps } from '../../../harness/explore/run-steps.ts'
import type { Schedule } from '../../../harness/explore/schedule.ts'
import { spaces } from '../../../harness/explore/space.ts'
import { subject as failureDiscarded } from '../../broken/races/failure-discarded.ts'
import { subject as successTwice } from '../../broken/races/success-twice.ts'
import { subject as reschedules } from '../../broken/explore/reschedules-after-drop.ts'
import { subject as retry } from '../../broken/subtle/retry-untracked.ts'
import { subject as flushing } from '../../correct/flushing-queue.ts'

/** What happened, but for when the mishap was asked for. */
function readMeaning({ events }: Schedule, mishap: string): string[] {
  return events.filter(({ text }) => text !== mishap).map(({ atMs, text }) => `${atMs} ${text}`)
}

const mishaps: readonly (readonly [Operation, string])[] = [
  [{ name: 'reject' }, 'the run fails'],
  [{ name: 'throw' }, 'the next run throws'],
  [{ name: 'hang' }, 'the run hangs'],
]

async function run({ world, pace }: Site, plan: Plan): Promise<Schedule> {
  return runPlan(world, pace, plan)
}

describe.for([failureDiscarded, successTwice, reschedules, retry, flushing])(
  'of $name',
  (subject) => {
    test('what is left out comes to the same as what is not', async () => {
      const lab = new Lab(subject)
      await kit00.check(lab)
      let leftOut = 0
      await enter(lab, spaces.stop, async (site, baseline) => {
        const runs = new RunSteps(baseline.runs)
        for (const [mishap, text] of mishaps) {
          let kept: Schedule | undefined
          for (let at = 0; at < site.boundaries; at += 1) {
            const schedule = await run(site, [{ ...mishap, at }])
            if (kept === undefined || !runs.isRepeated(mishap, at)) kept = schedule
            else {
              leftOut += 1
              expect(readMeaning(schedule, text)).toEqual(readMeaning(kept, text))
            }
          }
        }
      })
      expect(leftOut).toBeGreaterThan(20)
    })

    test('and so after another operation', async () => {
      const lab = new Lab(subject)
      await kit00.check(lab)
      let leftOut = 0
      await enter(lab, spaces.stop, async (site) => {
        for (let first = 0; first < site.boundaries; first += 3) {
          const shutdown = { name: 'shutdown', at: first } as const
          const alone = await run(site, [shutdown])
          const runs = new RunSteps(alone.runs)
          for (const [mishap, text] of mishaps) {
            let kept: Schedule | undefined
            for (let at = first; at <= alone.lastBoundary; at += 1) {
              const schedule = await run(site, [shutdown, { ...mishap, at }])
              if (kept === undefined || !runs.isRepeated(mishap, at)) kept = schedule
              else {
                leftOut += 1
                expect(readMeaning(schedule, text)).toEqual(readMeaning(kept, text))
              }
            }
          }
        }
      })
      expect(leftOut).toBeGreaterThan(20)
    })
  },
)
