import { findBoundaryMode } from '../platform/promise-hooks.ts'
import { isNetworked } from '../rig/subject-network.ts'
import { real } from '../platform/real-time.ts'
import type { Lab } from '../trial/lab.ts'
import type { RuleId } from '../model/rule-info.ts'
import { DEFAULT_SEED } from '../model/seed.ts'
import { NotExplorable } from './explore-error.ts'
import type { Slice, SubjectSource } from './explore-options.ts'
import type { Limits } from './limits.ts'
import type { ExploreCoverage, ExploreFailure, SpaceResult } from './explore-report.ts'
import { findOwnSpace } from './find-own-space.ts'
import { findPace } from './find-pace.ts'
import { createFailure } from './judge/create-failure.ts'
import { invariants } from './judge/invariants.ts'
import { type Breach, explorePlans, judge } from './plan/explore-plans.ts'
import { findLack } from './plan/own-spaces.ts'
import type { Space, StartHandles } from './plan/space.ts'
import { KnownSingles } from './plan/known-singles.ts'
import { type Plan, isMishap } from './plan/operation.ts'
import { createMisfit, parseReplayToken, toFindingKey, verifyReplay } from './plan/replay-token.ts'
import { listMoments } from './plan/list-moments.ts'
import { RunSteps, searchSpace } from './plan/search.ts'
import { rankMoments } from './plan/rank-moments.ts'
import { searchSequences } from './plan/search-sequences.ts'
import { shrinkPlan } from './plan/shrink-plan.ts'
import type { Schedule } from './run/schedule.ts'
import { type Pace, World } from './run/world.ts'
import { isRealToken } from './real/real-token.ts'
import { Site } from './site.ts'

const WHOLE: Slice = { index: 0, count: 1 }

/** Virtual milliseconds in which the last timers may end, where the subject does not poll. */
const REST_MS = 2
/** And where connections have yet to close. */
const NETWORK_REST_MS = 250

/** The exploration of one subject: what is found out about it once, and what its spaces tell each other. */
export class Exploration {
  readonly lab: Lab
  readonly #source: SubjectSource | undefined
  readonly #known = new KnownSingles()
  /** The scenarios that were run twice and went the same way, by what tells their worlds apart. */
  readonly #baselines = new Map<string, Schedule>()
  #pace: Promise<Pace> | undefined
  #isRandom = false

  /**
   * @param lab where KIT-00 has been checked
   * @param source where the subject comes from, for the tests that failures give to paste
   */
  constructor(lab: Lab, source?: SubjectSource) {
    this.lab = lab
    this.#source = source
  }

  /**
   * Finds out how schedules of the subject run; once, however often it is asked.
   *
   * @throws {NotExplorable} (rejects) when the subject uses something that only real time moves
   */
  findPace(): Promise<Pace> {
    this.#pace ??= this.#findPace()
    return this.#pace
  }

  /** Finds out whether the subject asks for random numbers. @throws as {@link findPace} */
  async isRandom(): Promise<boolean> {
    await this.findPace()
    return this.#isRandom
  }

  async #findPace(): Promise<Pace> {
    const world = await this.#open(0, 'now')
    try {
      const pace = await findPace(world, this.lab)
      this.#isRandom = world.hasReadRandomness
      return pace
    } finally {
      await world.close()
    }
  }

  /** Opens a world for schedules with so many clones; whoever asks for it closes it. */
  async openWorld(clones: number, seed?: number): Promise<World> {
    return this.#open(clones, await this.findPace(), seed)
  }

  #open(
    clones: number,
    pace: Pace,
    seed: number = this.lab.seed,
    start?: StartHandles,
  ): Promise<World> {
    const { subject, seen } = this.lab
    const talks = seen.isLocal || isNetworked(subject)
    return World.open(subject, {
      clones,
      start,
      pace,
      seed,
      mode: findBoundaryMode(),
      isLocal: seen.isLocal,
      restMs: seen.polls ? subject.intervalMs : talks ? NETWORK_REST_MS : REST_MS,
    })
  }

  /**
   * Opens a world for a space, without the operations that the subject cannot do, and closes it when
   * `visit` is done.
   *
   * @param seed what everything random begins with. Default: that of the lab
   * @throws {NotExplorable} (rejects) when the subject uses what no schedule controls, or differs from run to run
   */
  async enter<T>(space: Space, visit: (site: Site) => Promise<T>, seed?: number): Promise<T> {
    const world = await this.#open(space.clones, await this.findPace(), seed, space.start)
    try {
      const key = `${space.clones} ${space.start} ${world.seed}`
      const own = findOwnSpace(space, this.lab)
      const site = await Site.open(this.lab, own, world, this.#baselines.get(key))
      this.#baselines.set(key, site.baseline)
      return await visit(site)
    } finally {
      await world.close()
    }
  }

  /**
   * Explores the space of one rule, until something is broken or the limits are reached.
   *
   * @param seed what everything random begins with. Default: that of the lab
   * @throws {NotExplorable} (rejects) when the subject uses what no schedule controls, or differs from run to run
   */
  search(space: Space, limits: Limits = {}, seed?: number): Promise<SpaceResult> {
    const search = async (site: Site): Promise<SpaceResult> => {
      const { world, context, boundaries, baseline } = site
      const { slice = WHOLE, isBrief = false } = limits
      const excluded = await site.findExcluded()
      const coverage: ExploreCoverage = { covered: 0, total: 0, boundaries }
      const plans =
        site.space.sequences === undefined
          ? searchSpace({
              space: site.space,
              moments: listMoments(baseline, boundaries),
              runs: new RunSteps(baseline),
              slice,
              progress: coverage,
              isBrief,
            })
          : searchSequences({
              space: site.space,
              moments: rankMoments(baseline, boundaries),
              slice,
              seed: world.seed,
              stints: limits.goesDeep === false ? 1 : Infinity,
              part: limits.part ?? 1,
              progress: Object.assign(coverage, { triples: { covered: 0, total: 0 }, longer: 0 }),
            })
      const { breach, unrun } = await explorePlans(plans, {
        world,
        context,
        excluded,
        isKnown: (operation, invariant) => this.#known.has(site.space, operation, invariant),
        untilMs: real.performanceNow() + (limits.budgetMs ?? Infinity),
        maxSchedules: limits.maxSchedules ?? Infinity,
        maxSteps: limits.maxSteps ?? Infinity,
        progress: coverage,
        onProgress: () => limits.onProgress?.(coverage),
      })
      this.#known.note(site.space, breach, unrun?.length !== 1)
      const { rule } = space
      const leftAside = toRules(excluded)
      if (breach === undefined) return { rule, status: 'holds', coverage, leftAside }
      const failure = await this.#confirm(site, await shrink(site, breach))
      // Where it is broken at any moment, the rules that come later look for something else.
      this.lab.broken.add(failure.brokenRule)
      return { rule, status: 'broken', coverage, leftAside, failure }
    }
    return this.enter(space, search, seed)
  }

  /**
   * Runs one plan.
   *
   * @param verify throws where the plan does not fit a scenario of so many boundaries
   * @param options.seed what everything random begins with. Default: that of the lab
   * @param options.finding looks only for what has this key
   * @returns what it broke, or undefined
   */
  replay(
    space: Space,
    plan: Plan,
    verify: (boundaries: number) => void = () => {},
    { seed, finding }: { seed?: number; finding?: string | undefined } = {},
  ): Promise<ExploreFailure | undefined> {
    const run = async (site: Site): Promise<ExploreFailure | undefined> => {
      verify(site.boundaries)
      const excluded = await site.findExcluded()
      const watched = invariants.filter(
        ({ name }) =>
          !excluded.has(name) && (finding === undefined || finding === toFindingKey(name)),
      )
      const violation = judge(await site.run(plan), watched, site.context)
      return violation && this.#confirm(site, { plan, violation })
    }
    return this.enter(space, run, seed)
  }

  /**
   * Runs the schedule that a token stands for.
   *
   * @throws {ReplayError} (rejects) when the token is mangled or stale
   */
  async replayToken(
    space: Space,
    token: string,
  ): Promise<Pick<SpaceResult, 'coverage' | 'failure'>> {
    const { name } = this.lab.subject
    if (isRealToken(token))
      throw createMisfit(name, token, 'it is of real time, and its time is virtual')
    const replay = parseReplayToken(token)
    const plan = this.#nameHandles(space, replay.plan)
    for (const operation of replay.plan) {
      const lack = findLack(this.lab.seen, operation)
      if (lack !== undefined) throw createMisfit(name, token, lack)
    }
    const failure = await this.replay(
      space,
      plan,
      (boundaries) => verifyReplay(token, replay, boundaries),
      { seed: replay.seed ?? DEFAULT_SEED, finding: replay.finding },
    )
    const coverage = { covered: 1, total: 1, boundaries: replay.boundaries }
    return failure === undefined ? { coverage } : { coverage, failure }
  }

  /** A token leaves out the first handle; where there are several, a plan says it. */
  #nameHandles({ rule, start }: Space, plan: Plan): Plan {
    const hasSeveral =
      rule === 'EXPLORE-04' ||
      start === 'clones' ||
      (rule === 'EXPLORE-07' && this.lab.subject.ownership === 'shared')
    if (!hasSeveral) return plan
    return plan.map((operation) =>
      isMishap(operation) || operation.name === 'shutdownWith' || operation.name === 'start'
        ? operation
        : { ...operation, handle: operation.handle ?? 0 },
    )
  }

  /** Runs a plan that broke something again, with every step traced. */
  async #confirm(site: Site, { plan, violation }: Breach): Promise<ExploreFailure> {
    const { space, boundaries, context } = site
    const { name } = this.lab.subject
    const schedule = await site.run(plan, true)
    const again = judge(schedule, [violation.invariant], context)
    if (again === undefined) {
      throw new NotExplorable(
        'not-deterministic',
        `${name} is not deterministic: a schedule that broke ${violation.invariant.rule.id} (${violation.observed}) did not when it was run again. Look for module variables that outlive a manager`,
      )
    }
    const source = this.#source
    const { seed } = site.world
    const isFirst = judge(schedule, invariants, context)?.invariant === again.invariant
    return createFailure({
      name,
      source,
      space,
      plan,
      boundaries,
      seed,
      violation: again,
      isFirst,
      schedule,
    })
  }
}

/** Reduces what a search of sequences has found; what others find is the shortest there is. */
async function shrink(site: Site, { plan, violation }: Breach): Promise<Breach> {
  const { space, context } = site
  if (space.sequences === undefined) return { plan, violation }
  const shrunk = await shrinkPlan(plan, {
    clones: space.clones,
    tryOut: async (candidate) => {
      const schedule = await site.run(candidate, true)
      const found = judge(schedule, [violation.invariant], context)
      return found === undefined ? undefined : schedule.trace?.read()
    },
  })
  return { plan: shrunk, violation }
}

function toRules(names: ReadonlySet<string>): RuleId[] {
  return [...new Set(invariants.flatMap(({ name, rule }) => (names.has(name) ? [rule.id] : [])))]
}
