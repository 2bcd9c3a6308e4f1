import type { TracedStep } from '../run/schedule-record.ts'
import { type Operation, type Plan, type PlannedOperation, toPlanKey } from './operation.ts'

/** What shrinking asks of a plan. */
export interface ShrinkHost {
  /** Clones that are there from the beginning. */
  readonly clones: number
  /** The steps of a plan that breaks the same thing, or undefined where it does not. */
  tryOut(plan: Plan): Promise<readonly TracedStep[] | undefined>
}

/** Plans that are tried at most; a plan of eight operations takes some fifty. */
const MAX_TRIES = 400

/** How loud it is at a moment: least in a wait, which is where most calls come in reality. */
const LOUDNESS: Partial<Record<TracedStep['kind'], number>> = { idle: 0, end: 0, timer: 1 }

/**
 * Reduces a plan that breaks something to one that breaks it still: fewer operations, plainer ones, on
 * as few different moments as possible, and those the quietest and earliest.
 */
export async function shrinkPlan(plan: Plan, host: ShrinkHost): Promise<Plan> {
  const steps = await host.tryOut(plan)
  if (steps === undefined) return plan
  let best = { plan, cost: measure(plan, steps), steps }
  const tried = new Set([toPlanKey(plan)])
  for (;;) {
    let hasImproved = false
    for (const candidate of listCandidates(best.plan, best.steps, host.clones)) {
      const key = toPlanKey(candidate)
      if (tried.has(key)) continue
      if (tried.size >= MAX_TRIES) return best.plan
      tried.add(key)
      const found = await host.tryOut(candidate)
      if (found === undefined) continue
      const cost = measure(candidate, found)
      if (!isLess(cost, best.cost)) continue
      best = { plan: candidate, cost, steps: found }
      hasImproved = true
      break
    }
    if (!hasImproved) return best.plan
  }
}

/** What a plan costs to understand, the weightiest first. */
function measure(plan: Plan, steps: readonly TracedStep[]): number[] {
  const moments = [...new Set(plan.map(({ at }) => at))]
  const [first = 0] = moments
  return [
    plan.length,
    sum(plan.map(weigh)),
    moments.length,
    sum(moments.map((at) => LOUDNESS[steps[at]?.kind ?? 'await'] ?? 2)),
    (moments.at(-1) ?? 0) - first,
    first,
  ]
}

function sum(list: readonly number[]): number {
  return list.reduce((total, each) => total + each, 0)
}

function weigh({ name, handle = 0 }: Operation): number {
  return handle + (name === 'shutdownWithin' || name === 'shutdownSoon' ? 10 : 0)
}

function isLess(cost: readonly number[], than: readonly number[]): boolean {
  const at = cost.findIndex((each, index) => each !== than[index])
  return at >= 0 && (cost[at] ?? 0) < (than[at] ?? 0)
}

/** Plans that are a step simpler, the boldest first. */
function* listCandidates(
  plan: Plan,
  steps: readonly TracedStep[],
  clones: number,
): Generator<Plan> {
  for (let place = plan.length - 1; place >= 0; place -= 1) {
    if (plan.length > 1) yield remove(plan, place, clones)
  }
  for (const [place, operation] of plan.entries()) {
    const { name, handle = 0 } = operation
    if (name === 'shutdownWithin' || name === 'shutdownSoon')
      yield plan.with(place, { ...operation, name: 'shutdown' })
    if (handle > 0)
      for (let other = 0; other < handle; other += 1)
        yield plan.with(place, { ...operation, handle: other })
  }
  yield* listCalmer(plan, steps)
}

/** The same operations at other moments: each and what follows it at that of the one before, in a wait, or earlier. */
function* listCalmer(plan: Plan, steps: readonly TracedStep[]): Generator<Plan> {
  const quiet = steps.flatMap(({ n, kind }) => (kind === 'idle' ? [n] : []))
  for (const [place, { at }] of plan.entries()) {
    const before = plan[place - 1]?.at ?? 0
    const earlier = Array.from({ length: at - before }, (_, index) => before + index)
    const wanted = [
      ...earlier.slice(0, place === 0 ? 0 : 1),
      ...quiet.filter((n) => n >= before && n !== at),
      ...earlier,
    ]
    for (const to of wanted) yield move(plan, place, to - at)
  }
}

/** Moves an operation and all that follow it. */
function move(plan: Plan, from: number, by: number): Plan {
  return plan.map((each, place) => (place < from ? each : { ...each, at: each.at + by }))
}

/** The plan without one operation; with a clone go the calls on the handle that it made. */
function remove(plan: Plan, place: number, clones: number): Plan {
  const rest = plan.filter((_, index) => index !== place)
  if (plan[place]?.name !== 'clone') return rest
  const made = clones + plan.slice(0, place + 1).filter(({ name }) => name === 'clone').length
  return rest.flatMap((each): PlannedOperation[] => {
    const { handle = 0 } = each
    if (handle === made) return []
    return [handle > made ? { ...each, handle: handle - 1 } : each]
  })
}
