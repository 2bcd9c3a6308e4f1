import type { TracedStep } from '../run/schedule-record.ts'

/**
 * The moments of a scenario, those first that are unlike all before: by what runs in the step and
 * where it was made. For scenarios too long to try every moment, such as those of a loop that polls.
 *
 * @param boundaries how many moments there are, from 0
 */
export function orderMoments(steps: readonly TracedStep[], boundaries: number): number[] {
  const counts = new Map<string, number>()
  const ranked = Array.from({ length: boundaries }, (_, at) => {
    const step = steps[at]
    const key = `${step?.kind} ${step?.at}`
    const rank = counts.get(key) ?? 0
    counts.set(key, rank + 1)
    return { at, rank }
  })
  return ranked.toSorted((a, b) => a.rank - b.rank || a.at - b.at).map(({ at }) => at)
}
