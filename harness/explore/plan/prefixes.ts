import type { Schedule } from '../run/schedule.ts'
import {
  type Operation,
  type OperationName,
  type Plan,
  isShutdown,
  toPlanKey,
} from './operation.ts'
import type { Sequences } from './space.ts'

/** What is known of a plan once it has run. */
export interface Prefix {
  /** The last moment of its schedule. */
  readonly last: number
  /** The operations that may come next. */
  readonly next: readonly Operation[]
}

/** The beginnings of sequences: each is run once, and remembered with what may follow it. */
export class Prefixes {
  /** The operations that may come first. */
  readonly firsts: readonly Operation[]
  readonly #calls: readonly OperationName[]
  readonly #isShared: boolean
  readonly #known = new Map<string, Prefix>()
  /** By number of operations: how many are known, their last moments counted from their last operations, and both times what may come next. */
  readonly #sums: { plans: number; moments: number; choices: number }[] = []

  constructor({ calls }: Sequences, clones: number) {
    this.#calls = calls
    this.#isShared = clones > 0
    const handles = Array.from({ length: clones + 1 }, (_, index) => index)
    this.firsts = listNext(calls, [], handles, this.#isShared)
  }

  /** Finds out what may follow a plan; runs it unless it has been run. */
  *find(plan: Plan): Generator<Plan, Prefix, Schedule> {
    const key = toPlanKey(plan)
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const schedule = yield plan
    const from = plan.at(-1)?.at ?? 0
    const prefix: Prefix = {
      last: Math.max(from, schedule.lastBoundary),
      next: listNext(this.#calls, plan, schedule.task.alive, this.#isShared),
    }
    this.#known.set(key, prefix)
    const sums = (this.#sums[plan.length] ??= { plans: 0, moments: 0, choices: 0 })
    const moments = prefix.last - from + 1
    sums.plans += 1
    sums.moments += moments
    sums.choices += moments * prefix.next.length
    return prefix
  }

  /** How many plans a plan of so many operations has for its beginning, on average. @param isChosen whether the next operation is given */
  findMean(length: number, isChosen: boolean): number {
    const sums = this.#sums[length]
    return sums === undefined ? 1 : (isChosen ? sums.moments : sums.choices) / sums.plans
  }
}

/**
 * The calls that may come after a plan, on the handles that are alive. What is left out besides does
 * nothing, or nothing else: a call on a handle that `clone()` has refused, on an object that is another
 * handle too, a restart of what runs.
 *
 * @param alive the handles that are alive then
 */
export function listNext(
  calls: readonly OperationName[],
  plan: readonly Operation[],
  alive: readonly number[],
  isShared: boolean,
): Operation[] {
  const isStopping = isStopped(plan)
  return alive.flatMap((handle) =>
    calls.flatMap((name): Operation[] => {
      if (name === 'restart' && !isStopping) return []
      return [isShared ? { name, handle } : { name }]
    }),
  )
}

/** Whether a plan has stopped the task, and not started it again. */
function isStopped(plan: readonly Operation[]): boolean {
  const last = plan.findLast(({ name }) => isShutdown(name) || name === 'restart')
  return last !== undefined && last.name !== 'restart'
}
