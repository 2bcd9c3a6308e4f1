import { SeededGenerator } from '../../platform/randomness/seeded-generator.ts'
import type { Slice } from '../explore-options.ts'
import type { Schedule } from '../run/schedule.ts'
import { type Operation, type Plan, toPlanKey } from './operation.ts'
import { Prefixes, listNext } from './prefixes.ts'
import { pick } from './draw.ts'
import type { RankedMoment } from './rank-moments.ts'
import { sampleMoments } from './sample-moments.ts'
import type { Search } from './search.ts'
import { type SequenceProgress, SequenceTree } from './sequence-tree.ts'
import type { Sequences, Space } from './space.ts'

/**
 * How much of each kind comes before the other has its turn: numbers, so that no verdict depends on a
 * machine's speed. Either is over after so many steps, too: an ordinary manager needs half of them, and
 * one with thousands of steps gets fewer sequences.
 */
const STINT = {
  owned: { triples: 600, longer: 150, steps: { triples: 48_000, longer: 20_000 } },
  shared: { triples: 2500, longer: 400, steps: { triples: 200_000, longer: 50_000 } },
} as const

/** What a search of sequences is made from. */
export interface SequenceSearch {
  readonly space: Space
  /** The moments of the scenario. */
  readonly moments: readonly RankedMoment[]
  readonly slice: Slice
  readonly seed: number
  /** How many turns each kind has. */
  readonly stints: number
  /** The part of a turn that is run, > 0 and <= 1. */
  readonly part: number
  readonly progress: SequenceProgress
}

/** How many operations a sampled sequence has. */
const LEAST = 4
const MOST = 8
/** Samples in a row that come to nothing, after which there are no more to be had. */
const MAX_MISSES = 200

/**
 * Triples, the plainest and closest first, and sampled sequences of 4 to 8 operations, in turns: the
 * first turn of each is what a check runs that has no budget.
 */
export function* searchSequences(search: SequenceSearch): Search {
  const { space, slice, seed, stints, part, progress } = search
  const { sequences } = space
  if (sequences === undefined) return
  const moments = search.moments.filter(({ at }) => at % slice.count === slice.index)
  const prefixes = new Prefixes(sequences, space.clones)
  const tree = new SequenceTree(sequences, prefixes, moments, progress)
  const listing = new Turns(tree.search())
  const sampling = new Turns(
    sequences.only === undefined
      ? sampleSequences({ sequences, prefixes, moments, progress }, space.clones, seed)
      : none(),
  )
  const stint = space.clones > 0 ? STINT.shared : STINT.owned
  const { triples } = progress
  const limit = (turn: number, count: number): number => turn * part * count
  for (let turn = 1; turn <= stints && !(listing.isOver && sampling.isOver); turn += 1) {
    yield* listing.take(
      limit(1, stint.steps.triples),
      () => triples.covered >= limit(turn, stint.triples),
    )
    yield* sampling.take(
      limit(1, stint.steps.longer),
      () => progress.longer >= limit(turn, stint.longer),
    )
  }
}

function* none(): Search {}

/** A search that goes on where it has stopped. */
class Turns {
  readonly #search: Search
  #next: IteratorResult<Plan, void> | undefined

  constructor(search: Search) {
    this.#search = search
  }

  get isOver(): boolean {
    return this.#next?.done === true
  }

  /** Goes on until there is enough, or the steps are used up. */
  *take(maxSteps: number, isEnough: () => boolean): Search {
    let steps = 0
    this.#next ??= this.#search.next()
    while (this.#next.done !== true && steps < maxSteps && !isEnough()) {
      const schedule: Schedule = yield this.#next.value
      steps += schedule.steps
      this.#next = this.#search.next(schedule)
    }
  }
}

/** What sequences are sampled from. */
interface Source {
  readonly sequences: Sequences
  readonly prefixes: Prefixes
  readonly moments: readonly RankedMoment[]
  readonly progress: SequenceProgress
}

/** Sequences at moments that are sampled by priorities; none twice. */
function* sampleSequences(
  { sequences: { calls }, prefixes, moments, progress }: Source,
  clones: number,
  seed: number,
): Search {
  const random = new SeededGenerator(seed)
  const firsts = prefixes.firsts
  const seen = new Set<string>()
  if (moments.length === 0 || firsts.length === 0) return
  for (let misses = 0; misses < MAX_MISSES; misses += 1) {
    const from = pick(random, moments).at
    const first = { ...pick(random, firsts), at: from }
    const { last } = yield* prefixes.find([first])
    const count = LEAST - 1 + random.int(0, MOST - LEAST + 1)
    const fleet = new Fleet(clones)
    fleet.apply(first)
    const plan = [first]
    for (const at of sampleMoments(random, count, { from, last })) {
      const isLast = plan.length === count
      const next = listNext(calls, plan, fleet.alive, clones > 0)
      const fitting = next.filter((operation) => isLast || !fleet.endsWith(operation))
      if (fitting.length === 0) break
      const operation = pick(random, fitting)
      fleet.apply(operation)
      plan.push({ ...operation, at })
    }
    const key = toPlanKey(plan)
    if (plan.length < LEAST || seen.has(key)) continue
    seen.add(key)
    const { task, wasLeftAlone } = yield plan
    // An earlier call may have made the schedule so short that a later one has never come.
    if (task.calls.length - (wasLeftAlone ? 1 : 0) < LEAST) continue
    misses = 0
    progress.longer += 1
    progress.covered += 1
    progress.total += 1
  }
}

/** The handles of a task that does as the pattern says. */
class Fleet {
  readonly #alive: Set<number>
  #handles: number

  constructor(clones: number) {
    this.#handles = clones + 1
    this.#alive = new Set(Array.from({ length: this.#handles }, (_, index) => index))
  }

  get alive(): number[] {
    return [...this.#alive]
  }

  /** Whether an operation cuts the task off: nothing is alive then that another could be called on. */
  endsWith({ name }: Operation): boolean {
    return name === 'drop' && this.#alive.size === 1
  }

  apply({ name, handle = 0 }: Operation): void {
    if (name === 'drop') this.#alive.delete(handle)
    if (name !== 'clone') return
    this.#alive.add(this.#handles)
    this.#handles += 1
  }
}
