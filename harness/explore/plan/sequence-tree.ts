import { type Operation, type Plan, isShutdown } from './operation.ts'
import type { Prefix, Prefixes } from './prefixes.ts'
import type { RankedMoment } from './rank-moments.ts'
import type { Search } from './search.ts'
import type { Sequences } from './space.ts'

/** How far a search of sequences has come. */
export interface SequenceProgress {
  covered: number
  total: number
  /** Sequences of three operations, or those that were asked for; the total is an estimate until all have run. */
  triples: { covered: number; total: number }
  /** Sampled sequences of 4 to 8 operations. */
  longer: number
}

/** What may come at one place of a sequence. */
type Choice = (prefix: Prefix) => readonly Operation[]

/** Operations that a sequence has where nobody asks for others. */
const TRIPLE = 3

/**
 * All sequences of some operations at all moments, in order of what they cost: the least where every
 * moment is the first of its kind, one call follows another at once or when all is over, and the calls
 * are the plainest. The moments of each operation are counted again after the one before.
 */
export class SequenceTree {
  readonly #places: readonly (readonly Choice[])[]
  readonly #isChosen: boolean
  readonly #prefixes: Prefixes
  readonly #moments: readonly RankedMoment[]
  readonly #progress: SequenceProgress
  /** Whether something was left for a higher cost. */
  #hasMore = false

  constructor(
    { only }: Sequences,
    prefixes: Prefixes,
    moments: readonly RankedMoment[],
    progress: SequenceProgress,
  ) {
    this.#isChosen = only !== undefined
    this.#places =
      only === undefined
        ? [
            Array.from(
              { length: TRIPLE },
              (): Choice =>
                ({ next }) =>
                  next,
            ),
          ]
        : only.map((plan) =>
            plan.map((operation): Choice => () => [operation]),
          )
    this.#prefixes = prefixes
    this.#moments = moments
    this.#progress = progress
  }

  *search(): Search {
    const { triples } = this.#progress
    for (let cost = 0; cost === 0 || this.#hasMore; cost += 1) {
      this.#hasMore = false
      for (const places of this.#places) yield* this.#begin(places, cost)
      this.#setTotal(this.#hasMore ? this.#estimate() : triples.covered)
    }
  }

  *#begin(places: readonly Choice[], cost: number): Search {
    const next = this.#prefixes.firsts
    for (const { at, cost: moment } of this.#moments) {
      if (!this.#isWithin(moment, cost)) continue
      for (const first of places[0]?.({ last: at, next }) ?? []) {
        const own = moment + this.#costOf(first, [])
        if (this.#isWithin(own, cost)) yield* this.#extend(places, [{ ...first, at }], cost - own)
      }
    }
  }

  /** All ways to go on with a plan for so much, and no less. */
  *#extend(places: readonly Choice[], plan: Plan, left: number): Search {
    const choice = places[plan.length]
    if (choice === undefined) {
      if (left === 0) yield* this.#run(plan)
      return
    }
    const prefix: Prefix = yield* this.#prefixes.find(plan)
    const from = plan.at(-1)?.at ?? 0
    for (const [at, gap] of listGaps(from, prefix.last, left)) {
      for (const operation of choice(prefix)) {
        const own = gap + this.#costOf(operation, plan)
        if (this.#isWithin(own, left))
          yield* this.#extend(places, [...plan, { ...operation, at }], left - own)
      }
    }
    if (prefix.last - from - 1 > left) this.#hasMore = true
  }

  *#run(plan: Plan): Search {
    yield plan
    const { triples } = this.#progress
    triples.covered += 1
    this.#progress.covered += 1
    if (triples.covered > triples.total) this.#setTotal(this.#estimate())
  }

  #isWithin(cost: number, left: number): boolean {
    if (cost <= left) return true
    this.#hasMore = true
    return false
  }

  #costOf({ name, handle = 0 }: Operation, plan: Plan): number {
    if (this.#isChosen) return 0
    const isOther = handle > 0 && (plan.length === 0 || name === 'clone')
    const isBounded = name === 'shutdownWithin' || name === 'shutdownSoon'
    // The last of three meets most where the task is stopping.
    const isEarly = plan.length === TRIPLE - 1 && !plan.some((each) => isShutdown(each.name))
    return (isOther ? 1 : 0) + (isBounded ? 1 : 0) + (isEarly ? 1 : 0)
  }

  /** As many as there are if what has run is like what has not. */
  #estimate(): number {
    const { triples } = this.#progress
    const prefixes = this.#prefixes
    const firsts = this.#moments.length * (this.#isChosen ? 1 : prefixes.firsts.length)
    const perPlan = this.#places.map((places) => {
      let count = firsts
      for (let length = 1; length < places.length; length += 1)
        count *= prefixes.findMean(length, this.#isChosen)
      return count
    })
    const sum = perPlan.reduce((total, count) => total + count, 0)
    return Math.max(triples.covered, Math.round(sum))
  }

  #setTotal(total: number): void {
    const { triples } = this.#progress
    this.#progress.total += total - triples.total
    triples.total = total
  }
}

/** The moments for the next operation and what each costs: none at once, one at the very end, else the distance. */
function* listGaps(from: number, last: number, left: number): Generator<[number, number]> {
  yield [from, 0]
  if (last > from) yield [last, 1]
  for (let distance = 1; distance <= left && from + distance < last; distance += 1)
    yield [from + distance, distance]
}
