import { describe, expect, test } from 'vitest'
import { Lab } from '../../../harness/trial/lab.ts'
import { kit00 } from '../../../harness/trial/rules/kit-00.ts'
import { Exploration } from '../../../harness/explore/exploration.ts'
import type { Site } from '../../../harness/explore/site.ts'
import type { Operation, Plan } from '../../../harness/explore/plan/operation.ts'
import { RunSteps } from '../../../harness/explore/plan/search.ts'
import type { Schedule } from '../../../harness/explore/run/schedule.ts'
import { findSpace, spaces } from '../../../harness/explore/plan/space.ts'
import { subject as failureDiscarded } from '../../broken/races/failure-discarded.ts'
import { subject as successTwice } from '../../broken/races/success-twice.ts'
import { subject as reschedules } from '../../broken/explore/reschedules-after-drop.ts'
import { subject as retry } from '../../broken/stop/retry-untracked.ts'
import { subject as connectsOnStart } from '../../correct/connects-on-start.ts'
import { subject as flushing } from '../../correct/flushing-queue.ts'

/** What happened, but for when the mishap was asked for. */
function readMeaning({ events }: Schedule, mishap: string): string[] {
  return events.filter(({ text }) => text !== mishap).map(({ atMs, text }) => `${atMs} ${text}`)
}

const mishaps: readonly (readonly [Operation, string])[] = [
  [{ name: 'reject' }, 'the run fails'],
  [{ name: 'throw' }, 'the next run throws'],
  [{ name: 'hang' }, 'the run hangs'],
  [{ name: 'lack' }, 'the next resource cannot be opened'],
]

/** The schedules that are left out, beside those that stand for them. */
interface Comparison {
  leftOut: string[][]
  kept: string[][]
}

/** Runs a plan with each mishap at each moment from `from` to `last`. */
async function compare(
  site: Site,
  prefix: Plan,
  { runs, from, last }: { runs: RunSteps; from: number; last: number },
): Promise<Comparison> {
  const found: Comparison = { leftOut: [], kept: [] }
  for (const [mishap, text] of mishaps) {
    let kept: string[] | undefined
    for (let at = from; at <= last; at += 1) {
      const schedule = await site.run([...prefix, { ...mishap, at }])
      const meaning = readMeaning(schedule, text)
      if (kept === undefined || !runs.isRepeated(mishap, at)) {
        kept = meaning
        continue
      }
      found.leftOut.push(meaning)
      found.kept.push(kept)
    }
  }
  return found
}

describe.for([failureDiscarded, successTwice, reschedules, retry, flushing])(
  'of $name',
  (subject) => {
    test('what is left out comes to the same as what is not', async () => {
      const lab = new Lab(subject)
      await kit00.check(lab)
      const { leftOut, kept } = await new Exploration(lab).enter(spaces.stop, (site) =>
        compare(site, [], {
          runs: new RunSteps(site.baseline),
          from: 0,
          last: site.boundaries - 1,
        }),
      )
      expect(leftOut.length).toBeGreaterThan(20)
      expect(leftOut).toEqual(kept)
    })

    test('and so after another operation', async () => {
      const lab = new Lab(subject)
      await kit00.check(lab)
      const found: Comparison[] = []
      await new Exploration(lab).enter(spaces.stop, async (site) => {
        for (let at = 0; at < site.boundaries; at += 3) {
          const prefix = [{ name: 'shutdown', at }] as const
          const alone = await site.run(prefix)
          const { lastBoundary: last } = alone
          found.push(await compare(site, prefix, { runs: new RunSteps(alone), from: at, last }))
        }
      })
      const leftOut = found.flatMap((each) => each.leftOut)
      expect(leftOut.length).toBeGreaterThan(20)
      expect(leftOut).toEqual(found.flatMap((each) => each.kept))
    })
  },
)

test('of a start, what is left out of resources that cannot be opened comes to the same', async () => {
  const lab = new Lab(connectsOnStart)
  await kit00.check(lab)
  const found = findSpace(lab.seen, 'EXPLORE-08')
  if (found.kind === 'refusal') throw new Error(found.reason)
  const { leftOut, kept } = await new Exploration(lab).enter(found.space, (site) =>
    compare(site, [], {
      runs: new RunSteps(site.baseline),
      from: 0,
      last: site.boundaries - 1,
    }),
  )
  expect(leftOut.length).toBeGreaterThan(20)
  expect(leftOut).toEqual(kept)
})
