import {
  type Operation,
  type Plan,
  type PlannedOperation,
  isMishap,
  toOperationKey,
} from './operation.ts'
import type { Schedule } from '../run/schedule.ts'
import type { ScheduleRecord, TracedStep } from '../run/schedule-record.ts'
import type { Space } from './space.ts'
import type { Slice } from '../explore-options.ts'

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
  /** When the first one takes effect. */
  readonly from: number
  readonly last: number
  readonly seconds: readonly Operation[]
  readonly runs: RunSteps
  /** Whether the first moment is before the start. */
  readonly isStart: boolean
}

/**
 * All plans of a space, the shortest first: one operation at every boundary, then pairs, the boundaries
 * for the second counted again after the first. Pairs whose operations are close together come first,
 * together with those whose second comes when all is over: if time runs out, what is left is what
 * is least likely to meet. Plans that cannot but come to the same as another are left out.
 *
 * @param moments the moments of the scenario at which an operation may come, the one to try first first
 * @param runs the runs of the scenario
 */
export function* searchSpace(
  space: Space,
  moments: readonly number[],
  runs: RunSteps,
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
  const isNew = (operation: Operation, at: number): boolean =>
    canLand(space, operation, at) && (at === 0 || !runs.isRepeated(operation, at))
  const singles = space.singles.reduce(
    (sum, single) => sum + own.filter((at) => isNew(single, at)).length,
    0,
  )
  const prefixes: Prefix[] = []
  let pairs = 0
  for (const [index, at] of own.entries()) {
    // What is left of the firsts has as many seconds as what has been run: an estimate until the last.
    progress.total = singles + Math.round((pairs * own.length) / (index || 1))
    for (const first of firsts) {
      if (!isNew(first, at)) continue
      const key = toOperationKey(first)
      const schedule = yield [place(first, at)]
      if (isJudged.has(key)) progress.covered += 1
      const ownRuns = new RunSteps(schedule)
      const prefix = {
        first,
        at,
        from: isMishap(first) ? ownRuns.findStart(first, at) : at,
        last: Math.max(at, schedule.lastBoundary),
        seconds: seconds.get(key) ?? [],
        runs: ownRuns,
        isStart: space.start !== undefined,
      }
      if (prefix.seconds.length === 0) continue
      pairs += countPlans(prefix)
      prefixes.push(prefix)
    }
  }
  progress.total = singles + pairs
  const longest = Math.max(0, ...prefixes.map(({ at, last }) => last - at))
  for (let distance = 0; distance <= longest; distance += 1) {
    for (const prefix of prefixes) {
      const { first, at } = prefix
      for (const later of findMoments(prefix, distance)) {
        for (const operation of prefix.seconds) {
          if (!isDistinct(prefix, operation, later)) continue
          yield [place(first, at), place(operation, later)]
          progress.covered += 1
        }
      }
    }
  }
}

/** Before it is started, nobody calls a manager. */
function canLand({ start }: Pick<Space, 'start'>, operation: Operation, at: number): boolean {
  return start === undefined || at > 0 || isMishap(operation)
}

function place({ name, handle }: Operation, at: number): PlannedOperation {
  return handle === undefined ? { name, at } : { name, handle, at }
}

/** The moments at a distance from the first operation, and as far before it has any effect; the very last one goes with the nearest. */
function findMoments({ at, from, last }: Prefix, distance: number): number[] {
  if (distance === 0) return last > from ? [from, last] : [from]
  const found = from + distance < last ? [from + distance] : []
  return from - distance >= at ? [...found, from - distance] : found
}

/** Whether a second operation makes another plan than it does one moment before. */
function isDistinct({ at, runs, isStart }: Prefix, operation: Operation, later: number): boolean {
  if (isStart && later === 0 && !isMishap(operation)) return false
  return later === at || !runs.isRepeated(operation, later)
}

function countPlans(prefix: Prefix): number {
  const { at, last, seconds } = prefix
  let count = 0
  for (const operation of seconds) {
    if (!isMishap(operation)) count += last - at + (prefix.isStart && at === 0 ? 0 : 1)
    else
      for (let later = at; later <= last; later += 1)
        if (isDistinct(prefix, operation, later)) count += 1
  }
  return count
}

function listFirsts({ singles, pairs }: Space): Operation[] {
  const firsts = [...singles, ...pairs.map(([first]) => first)]
  return [...new Map(firsts.map((first) => [toOperationKey(first), first])).values()]
}

/** Moments that are tried in their order; of more, those that are alike come last. */
const MAX_IN_ORDER = 300

/** Lists the moments of a scenario at which an operation may come, the one to try first first. */
export function listMoments({ trace }: Schedule, boundaries: number): number[] {
  if (boundaries > MAX_IN_ORDER) return orderMoments(trace?.read() ?? [], boundaries)
  return Array.from({ length: boundaries }, (_, at) => at)
}

/**
 * The moments of a scenario, those first that are unlike all before: by what runs in the step and
 * where it was made. For scenarios too long to try every moment, such as those of a loop that polls.
 */
function orderMoments(steps: readonly TracedStep[], boundaries: number): number[] {
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

/** Between which steps of a schedule its runs were in flight. */
export class RunSteps {
  /** The first moment after each start, and after each end, in order of the runs. */
  readonly #flights: readonly { readonly from: number; readonly to: number }[]

  /** The first moment after each resource was asked for. */
  readonly #asked: readonly number[]

  constructor({ runs, resources }: Pick<ScheduleRecord, 'runs' | 'resources'>) {
    this.#asked = resources.map(({ asked }) => asked.step)
    this.#flights = runs.map(({ started, ended }) => ({
      from: started.step,
      to: ended?.step ?? Infinity,
    }))
  }

  /**
   * Whether a mishap comes to the same at a moment as at the one before: what the next run does is
   * noted, and read when that run starts. Nothing that runs in between can see the note.
   */
  isRepeated({ name }: Operation, at: number): boolean {
    if (name === 'throw') return this.#flights.every(({ from }) => from !== at)
    if (name === 'lack') return !this.#asked.includes(at)
    if (name !== 'reject' && name !== 'hang') return false
    // A run that is in flight fails, or hangs, there and then.
    return this.#flights.every(
      ({ from, to }) => from !== at && to !== at && !(from < at && at < to),
    )
  }

  /** The moment at which what a mishap befalls has begun. */
  findStart({ name }: Operation, at: number): number {
    if (name === 'lack') return this.#asked.find((step) => step > at) ?? at
    const next = this.#flights.find(({ from, to }) => from > at || (name !== 'throw' && at < to))
    return Math.max(at, next?.from ?? at)
  }
}
