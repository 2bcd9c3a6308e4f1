import type { Schedule } from '../run/schedule.ts'

/** A moment of the scenario, and how much later than the plainest it has its turn. */
export interface RankedMoment {
  readonly at: number
  /** >= 0. */
  readonly cost: number
}

/** What each moment costs that is like one before it. */
const REPEATED = 2

/**
 * Ranks the moments of a scenario, the cheapest first: waits, where most calls come in reality, and the
 * first moment of each kind, which stands for those that are like it until they have their turn. Alike
 * are moments before the same kind of step, made at the same line, with a run in flight or none.
 */
export function rankMoments({ trace, runs }: Schedule, boundaries: number): RankedMoment[] {
  const steps = trace?.read() ?? []
  const counts = new Map<string, number>()
  return Array.from({ length: boundaries }, (_, at) => {
    const step = steps[at]
    const run = runs.find(
      ({ started, ended }) => started.step <= at && at < (ended?.step ?? Infinity),
    )
    const key = `${step?.kind} ${step?.at} ${run !== undefined}`
    const rank = counts.get(key) ?? 0
    counts.set(key, rank + 1)
    return { at, cost: rank * REPEATED + (step?.kind === 'idle' ? 0 : 1) }
  }).toSorted((a, b) => a.cost - b.cost || a.at - b.at)
}
