import { real } from '../platform/real-time.ts'
import type { Lab } from '../trial/lab.ts'
import type { RuleId } from '../model/rule-info.ts'
import { createFailure } from './judge/create-failure.ts'
import { type Breach, explorePlans, judge, type Pace } from './plan/explore-plans.ts'
import type { ExploreCoverage, ExploreFailure, SpaceResult } from './explore-report.ts'
import type { JudgeContext } from './judge/invariant.ts'
import { invariants } from './judge/invariants.ts'
import { KnownSingles } from './plan/known-singles.ts'
import { isMishap, type Plan } from './plan/operation.ts'
import { orderMoments } from './plan/order-moments.ts'
import {
  createJudgeContext,
  findBroken,
  NotExplorable,
  prepare,
  runBaseline,
  runPlan,
  toWorldOptions,
} from './prepare.ts'
import { RunSteps } from './plan/run-steps.ts'
import type { Schedule } from './run/schedule.ts'
import { searchSpace, type Slice } from './plan/search.ts'
import { restrictSpace, type Space } from './plan/space.ts'
import { World } from './run/world.ts'

/** How far a search may go. */
export interface Limits {
  /** Real milliseconds. Default: no limit. */
  readonly budgetMs?: number
  /** Schedules; plans of one operation are run beyond it. Default: no limit. */
  readonly maxSchedules?: number
  /** Steps of all schedules together. Default: no limit. */
  readonly maxSteps?: number
  /** Default: the whole space. */
  readonly slice?: Slice
  onProgress?(this: void, coverage: ExploreCoverage): void
}

/** What a space is explored in. */
export interface Site {
  readonly lab: Lab
  readonly space: Space
  readonly world: World
  readonly pace: Pace
  readonly context: JudgeContext
  readonly boundaries: number
}

/**
 * Explores the space of one rule on one subject, until something is broken or the limits are reached.
 *
 * @throws {NotExplorable} (rejects) when the subject uses what no schedule controls, or differs from run to run
 */
export async function exploreSpace(
  lab: Lab,
  space: Space,
  limits: Limits = {},
): Promise<SpaceResult> {
  return enter(lab, space, async (site, baseline) => {
    const { world, pace, context, boundaries } = site
    const excluded = await findExcluded(site, baseline)
    const known = KnownSingles.of(lab)
    const coverage: ExploreCoverage = { covered: 0, total: 0, boundaries }
    const { breach, unrun } = await explorePlans(
      searchSpace(
        site.space,
        listMoments(baseline, boundaries),
        new RunSteps(baseline.runs),
        limits.slice ?? WHOLE,
        coverage,
      ),
      {
        world,
        pace,
        context,
        excluded,
        isKnown: (operation, invariant) => known.has(site.space, operation, invariant),
        untilMs: real.performanceNow() + (limits.budgetMs ?? Infinity),
        maxSchedules: limits.maxSchedules ?? Infinity,
        maxSteps: limits.maxSteps ?? Infinity,
        progress: coverage,
        onProgress: () => limits.onProgress?.(coverage),
      },
    )
    known.note(site.space, breach, unrun?.length !== 1)
    const leftAside = toRules(excluded)
    if (breach === undefined) return { rule: space.rule, status: 'holds', coverage, leftAside }
    const failure = await confirm(site, breach)
    // Where it is broken at any moment, the rules that come later look for something else.
    lab.broken.add(failure.brokenRule)
    return { rule: space.rule, status: 'broken', coverage, leftAside, failure }
  })
}

/** Moments that are tried in their order; of more, those that are alike come last. */
const MAX_IN_ORDER = 300

function listMoments(baseline: Schedule, boundaries: number): number[] {
  if (boundaries > MAX_IN_ORDER) return orderMoments(baseline.trace?.read() ?? [], boundaries)
  return Array.from({ length: boundaries }, (_, at) => at)
}

const WHOLE: Slice = { index: 0, count: 1 }

export async function enter<T>(
  lab: Lab,
  space: Space,
  explore: (site: Site, baseline: Schedule) => Promise<T>,
): Promise<T> {
  const { pace } = await prepare(lab)
  const canDrop = !lab.seen.absent.has('drop')
  const world = await World.open(lab.subject, toWorldOptions(lab, space.clones, pace))
  try {
    const baseline = await runBaseline(world, pace, lab.subject.name)
    if (baseline.failedCreate !== undefined)
      throw new NotExplorable('refused', `${lab.subject.name}: ${baseline.failedCreate}`)
    const site = {
      lab,
      space: restrictSpace(space, ({ name }) => name !== 'drop' || canDrop),
      world,
      pace,
      context: createJudgeContext(lab, space.clones, baseline),
      boundaries: baseline.lastBoundary + 1,
    }
    return await explore(site, baseline)
  } finally {
    await world.close()
  }
}

/**
 * What is waived; and what a rule that was checked before has reported, and is broken without any operation or by operations
 * at a quiet moment: a search would stop at its first plan with it, and tell nothing new.
 */
export async function findExcluded(site: Site, baseline: Schedule): Promise<Set<string>> {
  const { world, pace, space, context } = site
  const reported = site.lab.broken
  const excluded = new Set(findBroken(baseline, context, reported))
  for (const { name, rule } of invariants) {
    if (site.lab.subject.waive?.[rule.id] !== undefined) excluded.add(name)
  }
  const quiet = findQuietMoment(baseline)
  if (quiet === undefined || reported.size === 0) return excluded
  const run = async (plan: Plan): Promise<Schedule> => {
    const schedule = await runPlan(world, pace, plan)
    for (const name of findBroken(schedule, context, reported)) excluded.add(name)
    return schedule
  }
  for (const operation of space.singles) {
    if (!isMishap(operation)) await run([{ ...operation, at: quiet }])
  }
  for (const [first, second] of space.pairs) {
    // With a run that is made to fail or hang, no moment is quiet.
    if (isMishap(first) || isMishap(second)) continue
    const alone = await runPlan(world, pace, [{ ...first, at: quiet }])
    const last = Math.max(quiet, alone.lastBoundary)
    await run([
      { ...first, at: quiet },
      { ...second, at: last },
    ])
  }
  return excluded
}

/** In the sleep after the first run: the moment at which the ordinary rules call. */
function findQuietMoment(baseline: Schedule): number | undefined {
  const endedMs = baseline.runs[0]?.ended?.atMs ?? Infinity
  return baseline.trace?.read().find(({ kind, atMs }) => kind === 'idle' && atMs >= endedMs)?.n
}

/** Runs a plan that broke something again, with every step traced. */
export async function confirm(site: Site, { plan, violation }: Breach): Promise<ExploreFailure> {
  const { lab, world, pace, context, space, boundaries } = site
  const traced = await runPlan(world, pace, plan, true)
  const again = judge(traced, [violation.invariant], context)
  if (again === undefined) {
    throw new NotExplorable(
      'not-deterministic',
      `${lab.subject.name} is not deterministic: a schedule that broke ${violation.invariant.rule.id} (${violation.observed}) did not when it was run again. Look for variables of the module that outlive a manager`,
    )
  }
  return createFailure({ lab, space, plan, boundaries, violation: again, schedule: traced })
}

function toRules(names: ReadonlySet<string>): RuleId[] {
  return [...new Set(invariants.flatMap(({ name, rule }) => (names.has(name) ? [rule.id] : [])))]
}
