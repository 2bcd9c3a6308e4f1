import type { Schedule } from '../run/schedule.ts'

/** A moment of the scenario at which an operation may come. */
export interface Moment {
  readonly at: number
  /**
   * Whether it is unlike all moments before it. Alike are moments before the same kind of step, made at
   * the same line, with a run in flight or none, after a run that ended in the same way.
   */
  readonly isFirst: boolean
}

/** Moments that are tried in their order; of more, those that are alike come last. */
const MAX_IN_ORDER = 300

/**
 * Lists the moments of a scenario, the one to try first first. Of scenarios too long to try every
 * moment, such as those of a loop that polls, those come first that are unlike all before.
 */
export function listMoments({ trace, runs }: Schedule, boundaries: number): Moment[] {
  const steps = trace?.read() ?? []
  const counts = new Map<string, number>()
  const ranked = Array.from({ length: boundaries }, (_, at) => {
    const step = steps[at]
    const isBusy = runs.some(
      ({ started, ended }) => started.step <= at && at < (ended?.step ?? Infinity),
    )
    const last = runs.findLast(({ ended }) => ended !== undefined && ended.step <= at)
    const key = `${step?.kind} ${step?.at} ${isBusy} ${last?.state}`
    const rank = counts.get(key) ?? 0
    counts.set(key, rank + 1)
    return { at, rank, isFirst: rank === 0 }
  })
  if (boundaries <= MAX_IN_ORDER) return ranked
  return ranked.toSorted((a, b) => a.rank - b.rank || a.at - b.at)
}
