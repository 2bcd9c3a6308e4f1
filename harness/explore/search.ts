import { type Operation, type Plan, toOperationKey } from './operation.ts'
import type { Schedule } from './schedule.ts'
import type { Space } from './space.ts'

/** A part of a space: every `count`th moment for the first operation, beginning with number `index`. */
export interface Slice {
  /** 0 <= `index` < `count`. */
  readonly index: number
  readonly count: number
}

/** How far a search has come. */
export interface Progress {
  covered: number
  /** Exact once all first operations have run: how many moments a second one has shows only then. */
  total: number
}

/** What a search runs next; it is given what became of it. */
export type Search = Generator<Plan, void, Schedule>

/** A first operation at its moment, and the moments and operations that may come second. */
interface Prefix {
  readonly first: Operation
  readonly at: number
  readonly last: number
  readonly seconds: readonly Operation[]
}

/**
 * All plans of a space, the shortest first: one operation at every boundary, then pairs, the boundaries
 * for the second counted again after the first. Pairs whose operations are close together come first,
 * together with those whose second comes when all is over: if time runs out, what is left is what
 * is least likely to meet.
 *
 * @param moments the moments of the scenario at which an operation may come, the one to try first first
 */
export function* searchSpace(
  space: Space,
  moments: readonly number[],
  slice: Slice,
  progress: Progress,
): Search {
  const isJudged = new Set(space.singles.map(toOperationKey))
  const firsts = listFirsts(space)
  const seconds = new Map(
    firsts.map((first) => {
      const key = toOperationKey(first)
      return [key, space.pairs.flatMap(([a, b]) => (toOperationKey(a) === key ? [b] : []))]
    }),
  )
  const own = moments.filter((at) => at % slice.count === slice.index)
  const prefixes: Prefix[] = []
  let pairs = 0
  for (const [index, at] of own.entries()) {
    // What is left of the firsts has as many seconds as what has been run: an estimate until the last.
    progress.total =
      own.length * space.singles.length + Math.round((pairs * own.length) / (index || 1))
    for (const first of firsts) {
      const key = toOperationKey(first)
      const schedule = yield [{ ...first, at }]
      if (isJudged.has(key)) progress.covered += 1
      const prefix = {
        first,
        at,
        last: Math.max(at, schedule.lastBoundary),
        seconds: seconds.get(key) ?? [],
      }
      if (prefix.seconds.length === 0) continue
      pairs += prefix.seconds.length * (prefix.last - at + 1)
      prefixes.push(prefix)
    }
  }
  progress.total = own.length * space.singles.length + pairs
  const longest = Math.max(0, ...prefixes.map(({ at, last }) => last - at))
  for (let distance = 0; distance <= longest; distance += 1) {
    for (const { first, at, last, seconds: second } of prefixes) {
      for (const later of findMoments(at, last, distance)) {
        for (const operation of second) {
          yield [
            { ...first, at },
            { ...operation, at: later },
          ]
          progress.covered += 1
        }
      }
    }
  }
}

/** The moments at a distance from the first operation; the very last one goes with the nearest. */
function findMoments(at: number, last: number, distance: number): number[] {
  const later = at + distance
  if (distance === 0) return last > at ? [at, last] : [at]
  return later < last ? [later] : []
}

function listFirsts({ singles, pairs }: Space): Operation[] {
  const firsts = [...singles, ...pairs.map(([first]) => first)]
  return [...new Map(firsts.map((first) => [toOperationKey(first), first])).values()]
}
