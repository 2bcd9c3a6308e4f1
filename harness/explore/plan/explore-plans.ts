// plan/ decides which operations land at which moments, in which order plans are tried, and how a plan reads
// as a token. It runs schedules, and does not know how they work.

import { real } from '../../platform/real-time.ts'
import type { Invariant, JudgeContext, Violation } from '../judge/invariant.ts'
import { holdsUnderFaults } from '../judge/under-faults.ts'
import { isHeldAtStart } from '../judge/starting.ts'
import { invariants, lastingInvariants } from '../judge/invariants.ts'
import { type Operation, type Plan, type PlannedOperation, toOperationKey } from './operation.ts'
import type { Schedule } from '../run/schedule.ts'
import type { ScheduleRecord } from '../run/schedule-record.ts'
import type { Progress, Search } from './search.ts'
import { inMacrotask } from '../run/turns.ts'
import type { World } from '../run/world.ts'

/** A plan that broke something. */
export interface Breach {
  readonly plan: Plan
  readonly violation: Violation
}

/** Real milliseconds for which the event loop may be kept waiting. */
const BURST_MS = 20

/** What a search is driven by. */
export interface SearchOptions {
  readonly world: World
  readonly context: JudgeContext
  /** What is not looked at, by name. */
  readonly excluded: ReadonlySet<string>
  /** Whether what an operation breaks by itself is a finding of another space. */
  isKnown(this: void, operation: Operation, invariant: Invariant): boolean
  /** When to stop, on the real monotonic clock. */
  readonly untilMs: number
  /** After how many schedules, and after how many steps of them all, to stop. */
  readonly maxSchedules: number
  readonly maxSteps: number
  readonly progress: Progress
  onProgress?(this: void): void
}

/** How a search ended. */
export interface SearchEnd {
  readonly breach?: Breach
  /** The plan that was next when the limits were reached. */
  readonly unrun?: Plan
}

/** Runs the plans of a search until one breaks something, all have run, or the time is up. */
export async function explorePlans(search: Search, options: SearchOptions): Promise<SearchEnd> {
  const judgePlan = createPlanJudge(options)
  let next = search.next()
  const spent = { steps: 0 }
  while (next.done !== true && !isUsedUp(next.value, spent, options)) {
    const plan = next.value
    if (options.world.pace === 'in-turns') {
      const schedule = await options.world.runInTurns(plan)
      spent.steps += schedule.steps
      const violation = judgePlan(plan, schedule)
      if (violation !== undefined) return { breach: { plan, violation } }
      next = search.next(schedule)
    } else {
      const burst = await inMacrotask(() => runBurst(search, plan, judgePlan, spent, options))
      if (burst.breach !== undefined) return { breach: burst.breach }
      next = burst.next
    }
    options.onProgress?.()
  }
  return next.done === true ? {} : { unrun: next.value }
}

/** The number of schedules limits pairs only: single operations are what an exploration is about. */
function isUsedUp(
  plan: Plan,
  spent: { steps: number },
  { untilMs, maxSchedules, maxSteps, progress }: SearchOptions,
): boolean {
  if (spent.steps >= maxSteps || real.performanceNow() >= untilMs) return true
  return plan.length > 1 && progress.covered >= maxSchedules
}

/** What a plan of this space broke. */
type PlanJudge = (plan: Plan, schedule: Schedule) => Violation | undefined

/** Judges plans in the order of a search, which runs the first half of each pair before the pair. */
function createPlanJudge({ context, excluded, isKnown }: SearchOptions): PlanJudge {
  const watched = invariants.filter(({ name }) => !excluded.has(name))
  const watchedAfter = new Map<string, readonly Invariant[]>()
  return (plan, schedule) => {
    const [first, second] = plan
    if (first === undefined) return judge(schedule, watched, context)
    if (second !== undefined)
      return judge(schedule, watchedAfter.get(toMoment(first)) ?? watched, context)
    const own = watched.filter((invariant) => !isKnown(first, invariant))
    const violation = judge(schedule, own, context)
    if (violation !== undefined || own.length === watched.length) return violation
    // What the first half breaks by itself is a finding of another space, and none of this one's pairs.
    const whole = watched.filter((invariant) => invariant.find(schedule, context) === undefined)
    if (whole.length < watched.length) watchedAfter.set(toMoment(first), whole)
    return undefined
  }
}

function toMoment(operation: PlannedOperation): string {
  return `${toOperationKey(operation)}@${operation.at}`
}

/** The first thing that a schedule broke. */
export function judge(
  schedule: ScheduleRecord,
  watched: readonly Invariant[],
  context: JudgeContext,
): Violation | undefined {
  const { calls, faults, starts } = schedule
  const isRestarted = calls.some(({ operation }) => operation.name === 'restart')
  for (const invariant of watched) {
    if (isRestarted && !lastingInvariants.has(invariant.name)) continue
    // Asked here, of thousands of schedules that have neither.
    if (faults.length > 0 && !holdsUnderFaults(invariant.name, faults)) continue
    if (starts.length > 0 && !isHeldAtStart(schedule, invariant)) continue
    const found = invariant.find(schedule, context)
    if (found !== undefined) return { invariant, ...found }
  }
  return undefined
}

interface Burst {
  readonly breach: Breach | undefined
  readonly next: IteratorResult<Plan, void>
}

/** Runs many plans in one turn of the event loop. */
function runBurst(
  search: Search,
  first: Plan,
  judgePlan: PlanJudge,
  spent: { steps: number },
  options: SearchOptions,
): Burst {
  const { world } = options
  const endMs = real.performanceNow() + BURST_MS
  let plan = first
  for (;;) {
    const schedule = world.runNow(plan)
    spent.steps += schedule.steps
    const violation = judgePlan(plan, schedule)
    if (violation !== undefined)
      return { breach: { plan, violation }, next: { done: true, value: undefined } }
    const next = search.next(schedule)
    const isOver =
      next.done === true || real.performanceNow() >= endMs || isUsedUp(next.value, spent, options)
    if (isOver) return { breach: undefined, next }
    plan = next.value
  }
}
