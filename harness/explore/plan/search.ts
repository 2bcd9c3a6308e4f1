import {
  type Operation,
  type Plan,
  type PlannedOperation,
  isMishap,
  toOperationKey,
} from './operation.ts'
import type { Moment } from './list-moments.ts'
import type { Schedule } from '../run/schedule.ts'
import type { ScheduleRecord } from '../run/schedule-record.ts'
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

/** What a search is made from. */
export interface SpaceSearch {
  readonly space: Space
  /** The moments of the scenario at which an operation may come, the one to try first first. */
  readonly moments: readonly Moment[]
  /** The runs of the scenario. */
  readonly runs: RunSteps
  readonly slice: Slice
  readonly progress: Progress
  /** Whether pairs end with those that stand for the others. */
  readonly isBrief: boolean
}

/** A first operation at its moment. */
interface Start {
  readonly first: Operation
  readonly at: number
  /** Whether the pairs that begin with it may stand for others. */
  readonly isFirst: boolean
  /** Whether it is a plan of the space, too. */
  readonly isSingle: boolean
  readonly seconds: readonly Operation[]
}

/** A start that has run, and the moments at which a second operation may come. */
interface Prefix extends Start {
  /** When the first one takes effect. */
  readonly from: number
  readonly last: number
  readonly runs: RunSteps
  /** Whether moments count from the call of `start` on. */
  readonly isStart: boolean
}

/** A second operation is close to the first, or to what that befalls, within so many steps. */
const CLOSE = 8

/**
 * All plans of a space, the shortest first: one operation at every boundary, then pairs, the boundaries
 * for the second counted again after the first. Plans that cannot but come to the same as another are
 * left out.
 *
 * Those pairs come first that stand for the others: the first operation lands at a moment unlike all
 * before it, the second close to it, or when all is over. Then come the rest. Among either, operations
 * that are close together come first: if time runs out, what is left is what is least likely to meet.
 */
export function* searchSpace(search: SpaceSearch): Search {
  const { space, progress, isBrief } = search
  const starts = listStarts(search)
  const count = new Count(starts)
  const prefixes: Prefix[] = []
  function* begin(start: Start): Search {
    const { first, at } = start
    const schedule: Schedule = yield [place(first, at)]
    if (start.isSingle) progress.covered += 1
    if (start.seconds.length > 0) {
      const runs = new RunSteps(schedule)
      const from = isMishap(first) ? runs.findStart(first, at) : at
      const last = Math.max(at, schedule.lastBoundary)
      const prefix = { ...start, from, last, runs, isStart: space.start !== undefined }
      prefixes.push(prefix)
      count.add(prefix)
    }
    progress.total = count.estimate()
  }
  for (const start of starts) if (start.isSingle || start.isFirst) yield* begin(start)
  const standing = prefixes.filter(({ isFirst }) => isFirst)
  yield* runPairs(standing, 0, CLOSE, progress)
  if (isBrief) return
  for (const start of starts) if (!start.isSingle && !start.isFirst) yield* begin(start)
  const others = prefixes.filter(({ isFirst }) => !isFirst)
  const longest = Math.max(0, ...prefixes.map(({ at, last }) => last - at))
  yield* runPairs(others, 0, CLOSE, progress)
  yield* runPairs(prefixes, CLOSE + 1, longest, progress)
}

/** How many plans there are. */
class Count {
  readonly #singles: number
  /** By first operation: at how many moments it is to come and has come, and the pairs that begin with it there. */
  readonly #firsts = new Map<Operation, { all: number; run: number; pairs: number }>()

  constructor(starts: readonly Start[]) {
    this.#singles = starts.filter(({ isSingle }) => isSingle).length
    for (const { first } of starts) this.#of(first).all += 1
  }

  add(prefix: Prefix): void {
    const own = this.#of(prefix.first)
    own.run += 1
    own.pairs += countPlans(prefix)
  }

  /** What has not run has as many seconds as what has: an estimate until the last. */
  estimate(): number {
    let total = this.#singles
    for (const { all, run, pairs } of this.#firsts.values())
      if (run > 0) total += Math.round((pairs * all) / run)
    return total
  }

  #of(first: Operation): { all: number; run: number; pairs: number } {
    const known = this.#firsts.get(first) ?? { all: 0, run: 0, pairs: 0 }
    this.#firsts.set(first, known)
    return known
  }
}

/** The pairs whose operations are so far apart, the closest first. */
function* runPairs(
  prefixes: readonly Prefix[],
  least: number,
  most: number,
  progress: Progress,
): Search {
  for (let distance = least; distance <= most; distance += 1) {
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

/** Lists every operation that may come first, at every moment at which it does not repeat itself. */
function listStarts({ space, moments, runs, slice }: SpaceSearch): Start[] {
  const own = new Set(space.singles.map(toOperationKey))
  const firsts = listFirsts(space).map((first) => {
    const key = toOperationKey(first)
    const seconds = space.pairs.flatMap(([a, b]) => (toOperationKey(a) === key ? [b] : []))
    return { first, isSingle: own.has(key), seconds }
  })
  return moments
    .filter(({ at }) => at % slice.count === slice.index)
    .flatMap((moment) =>
      firsts
        .filter(({ first }) => canLand(space, first, moment.at))
        .filter(({ first }) => moment.at === 0 || !runs.isRepeated(first, moment.at))
        .map(({ first, isSingle, seconds }) => ({
          first,
          at: moment.at,
          isFirst: moment.isFirst,
          isSingle,
          seconds,
        })),
    )
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
