import { real } from '../platform/real-time.ts'
import type { ExploreCoverage, SpaceResult } from './explore-report.ts'
import type { Exploration } from './exploration.ts'
import type { Limits } from './limits.ts'
import type { Space } from './plan/space.ts'

/** Seeds that are tried where the subject asks for random numbers. */
const SEEDS = 3
/** Sequences take longest. The first seed tries all that are stated, and the others so many of them. */
const LATER_PART = 0.2

/**
 * Explores the space of one rule once, or, where the subject asks for
 * random numbers, with three seeds in a row, which share the limits.
 *
 * @throws {NotExplorable} (rejects) when the subject uses what no schedule controls, or differs from run to run
 */
export async function searchSeeds(
  exploration: Exploration,
  space: Space,
  limits: Limits = {},
): Promise<SpaceResult> {
  if (!(await exploration.isRandom())) return exploration.search(space, limits)
  const endMs = real.performanceNow() + (limits.budgetMs ?? Infinity)
  const done: SpaceResult[] = []
  for (let left = SEEDS; left > 0; left -= 1) {
    const before = addCoverage(done)
    const result = await exploration.search(
      space,
      {
        ...limits,
        ...(limits.budgetMs === undefined
          ? {}
          : { budgetMs: Math.max(1, (endMs - real.performanceNow()) / left) }),
        part: left === SEEDS ? 1 : LATER_PART,
        maxSchedules: (limits.maxSchedules ?? Infinity) / SEEDS,
        maxSteps: (limits.maxSteps ?? Infinity) / SEEDS,
        onProgress: (coverage) =>
          limits.onProgress?.(addCoverage([{ coverage: before }, { coverage }])),
      },
      exploration.lab.seed + SEEDS - left,
    )
    done.push(result)
    if (result.failure !== undefined) break
  }
  const last = done.at(-1)
  if (last === undefined) throw new Error('no seed was tried')
  return {
    ...last,
    coverage: addCoverage(done),
    leftAside: [...new Set(done.flatMap(({ leftAside }) => leftAside))],
  }
}

function addCoverage(parts: readonly { coverage: ExploreCoverage }[]): ExploreCoverage {
  const sum: ExploreCoverage = { covered: 0, total: 0, boundaries: 0 }
  for (const { coverage } of parts) {
    sum.covered += coverage.covered
    sum.total += coverage.total
    sum.boundaries = Math.max(sum.boundaries, coverage.boundaries)
    const { triples, longer } = coverage
    if (triples !== undefined) {
      sum.triples = {
        covered: (sum.triples?.covered ?? 0) + triples.covered,
        total: (sum.triples?.total ?? 0) + triples.total,
      }
    }
    if (longer !== undefined) sum.longer = (sum.longer ?? 0) + longer
  }
  return sum
}
