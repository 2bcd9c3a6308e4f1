import { isHeldTo } from '../../model/judge-waiver.ts'
import { real } from '../../platform/real-time.ts'
import { maskNumbers } from '../../text/mask-numbers.ts'
import type { Lab } from '../../trial/lab.ts'
import { NotExplorable } from '../explore-error.ts'
import type { SubjectSource } from '../explore-options.ts'
import type { ExploreFailure, SpaceResult } from '../explore-report.ts'
import { createJudgeContext } from '../judge/create-judge-context.ts'
import type { Invariant, JudgeContext, Violation } from '../judge/invariant.ts'
import { invariants } from '../judge/invariants.ts'
import { isInDoubt } from '../judge/is-in-doubt.ts'
import type { Limits } from '../limits.ts'
import { judge } from '../plan/explore-plans.ts'
import { describeLanding, type Operation } from '../plan/operation.ts'
import { createMisfit } from '../plan/replay-token.ts'
import type { Space } from '../plan/space.ts'
import { createRealFailure } from './create-real-failure.ts'
import { tellMoment } from './moment.ts'
import { rankRealMoments, type RealPlan } from './real-plan.ts'
import type { RealSchedule } from './real-schedule.ts'
import { isRealToken, parseRealToken } from './real-token.ts'
import { type RealOutcome, RealWorld } from './real-world.ts'

/** How often what was found must be found again, in so many attempts at the most. */
const REPETITIONS = 2
const ATTEMPTS = 4

/**
 * What real time does not allow to judge: a manager may report errors of its own I/O, which nobody
 * counts, and give up by timers that a busy machine holds up.
 */
const UNSOUND: ReadonlySet<string> = new Set([
  'failures are reported once',
  'a failure during shutdown is reported',
  'no hot loop',
])

/** Calls that are tried, each alone. */
const CALLS: ReadonlySet<string> = new Set(['shutdown', 'drop', 'clone'])

/** The exploration of a subject whose task only real time moves. */
export class RealExploration {
  readonly lab: Lab
  readonly #source: SubjectSource | undefined

  /**
   * @param lab where KIT-00 has been checked
   * @param source where the subject comes from, for the tests that failures give to paste
   */
  constructor(lab: Lab, source?: SubjectSource) {
    this.lab = lab
    this.#source = source
  }

  /**
   * Explores the space of one rule, one call at a time, until something is broken each time or the
   * limits are reached.
   *
   * @throws {NotExplorable} (rejects) when there is no manager, no moment was met, or what was found
   * was not found again
   */
  search(space: Space, limits: Limits = {}): Promise<SpaceResult> {
    return this.#enter(space, async (site) => {
      const untilMs = real.performanceNow() + (limits.budgetMs ?? Infinity)
      const operations = space.singles.filter(({ name }) => CALLS.has(name))
      const { schedule: baseline } = await site.run()
      const moments = rankRealMoments(baseline.moments)
      const { index = 0, count = 1 } = limits.slice ?? {}
      const plans = moments
        .filter((_, place) => place % count === index)
        .flatMap((moment) => operations.map((operation): RealPlan => ({ operation, moment })))
      const coverage = { covered: 0, total: plans.length, boundaries: moments.length }
      const doubts: string[] = []
      for (const plan of plans.slice(0, limits.maxSchedules ?? Infinity)) {
        // One at least: a budget that is too short is no reason to say that nothing can be known.
        if (coverage.covered > 0 && real.performanceNow() >= untilMs) break
        const outcome = (await site.reach(plan)) ?? (await site.reach(plan))
        if (outcome === undefined) continue
        coverage.covered += 1
        limits.onProgress?.(coverage)
        const found = await site.confirm(plan, outcome)
        if (typeof found === 'string') doubts.push(found)
        else if (found !== undefined) {
          this.lab.broken.add(found.brokenRule)
          return { rule: space.rule, status: 'broken', coverage, leftAside: [], failure: found }
        }
      }
      const [doubt] = doubts
      if (doubt !== undefined) throw new NotExplorable('not-deterministic', doubt)
      if (coverage.covered === 0)
        throw new NotExplorable(
          'not-deterministic',
          `no moment of ${this.lab.subject.name} was met again in real time`,
        )
      return { rule: space.rule, status: 'holds', coverage, leftAside: [] }
    })
  }

  /**
   * Runs the schedule that a token stands for, until it has broken something or has run as often as a
   * finding is run.
   *
   * @throws {ReplayError} (rejects) when the token is mangled, or its moment does not come
   * @throws {NotExplorable} (rejects) when it breaks something, but not each time
   */
  replayToken(space: Space, token: string): Promise<Pick<SpaceResult, 'coverage' | 'failure'>> {
    const { name } = this.lab.subject
    if (!isRealToken(token))
      throw createMisfit(name, token, 'it is of virtual time, and its time is real')
    const plan = this.#nameHandle(space, parseRealToken(token).plan)
    return this.#enter(space, async (site) => {
      await site.run()
      const coverage = { covered: 0, total: 1, boundaries: 1 }
      for (let attempt = 0; attempt <= REPETITIONS; attempt += 1) {
        const outcome = await site.reach(plan)
        if (outcome === undefined) continue
        coverage.covered = 1
        const found = await site.confirm(plan, outcome)
        if (typeof found === 'string') throw new NotExplorable('not-deterministic', found)
        if (found !== undefined) return { coverage, failure: found }
      }
      if (coverage.covered === 0)
        throw createMisfit(
          name,
          token,
          `no call could land ${tellMoment(plan.moment)}. The manager has changed, or the machine was busy: explore again`,
        )
      return { coverage }
    })
  }

  /** A token leaves out the first handle; where there are several, a plan says it. */
  #nameHandle({ clones }: Space, { operation, moment }: RealPlan): RealPlan {
    const named: Operation = { handle: 0, ...operation }
    return { operation: clones > 0 ? named : operation, moment }
  }

  async #enter<T>(space: Space, visit: (site: RealSite) => Promise<T>): Promise<T> {
    const world = await RealWorld.open(this.lab, space.clones)
    try {
      return await visit(new RealSite(this.lab, space, world, this.#source))
    } finally {
      await world.close()
    }
  }
}

/** One space of a subject, and the world in which its schedules run. */
class RealSite {
  readonly #lab: Lab
  readonly #space: Space
  readonly #world: RealWorld
  readonly #source: SubjectSource | undefined
  readonly #context: JudgeContext
  /** Warnings that nobody has provoked, numbers masked; more may be met on the way. */
  readonly #ordinary = new Set<string>()

  constructor(lab: Lab, space: Space, world: RealWorld, source: SubjectSource | undefined) {
    this.#lab = lab
    this.#space = space
    this.#world = world
    this.#source = source
    const context = createJudgeContext(lab, space, { logs: [] })
    this.#context = { ...context, ordinaryWarnings: this.#ordinary }
  }

  /** Runs one plan, or the scenario. @throws {NotExplorable} (rejects) when there is no manager */
  async run(plan?: RealPlan, isPatient = false): Promise<RealOutcome> {
    const outcome = await this.#world.run(plan, isPatient)
    const { logs, calls, landed } = outcome.schedule
    const endOrder = landed === undefined ? Infinity : (calls[0]?.called.order ?? Infinity)
    for (const { level, text, event } of logs)
      if (level === 'warn' && event.order < endOrder) this.#ordinary.add(maskNumbers(text))
    return outcome
  }

  /** Runs one plan. @returns undefined where its moment did not come */
  async reach(plan: RealPlan, isPatient = false): Promise<RealOutcome | undefined> {
    const outcome = await this.run(plan, isPatient)
    return outcome.schedule.landed === undefined ? undefined : outcome
  }

  /**
   * Looks for what a schedule has broken, and runs its plan again to see whether that is so each time.
   *
   * @returns the failure, or in a sentence what was found and not found again; undefined for nothing
   */
  async confirm(
    plan: RealPlan,
    outcome: RealOutcome,
  ): Promise<ExploreFailure | string | undefined> {
    const watched = this.#findWatched(outcome.schedule)
    let seen: RealOutcome | undefined = outcome
    let violation = this.#judge(seen, watched)
    if (violation !== undefined && outcome.wasImpatient) {
      // It may only have been slow: what counts is seen with patience.
      seen = await this.reach(plan, true)
      violation = seen && this.#judge(seen, watched)
    }
    if (seen === undefined || violation === undefined) return undefined
    const { name } = this.#lab.subject
    const { invariant } = violation
    let last = { schedule: seen.schedule, violation }
    let times = 1
    for (let attempt = 0; attempt < ATTEMPTS && times <= REPETITIONS; attempt += 1) {
      const again = await this.reach(plan, true)
      if (again === undefined || again.isVoid) continue
      const found = this.#judge(again, [invariant])
      if (found === undefined)
        return `${name} broke ${invariant.rule.id} in ${times} of ${times + 1} schedules in real time in which ${this.#tell(plan)}, and held it in the last: ${violation.observed}`
      last = { schedule: again.schedule, violation: found }
      times += 1
    }
    if (times <= REPETITIONS)
      return `${name} broke ${invariant.rule.id} once when ${this.#tell(plan)}, and that moment did not come again: ${violation.observed}`
    const [space, source] = [this.#space, this.#source]
    return createRealFailure({ name, source, space, plan, times, ...last })
  }

  #tell({ operation, moment }: RealPlan): string {
    return `${describeLanding(operation, this.#space.clones > 0)} ${tellMoment(moment)}`
  }

  #judge({ schedule, isVoid }: RealOutcome, watched: readonly Invariant[]): Violation | undefined {
    return isVoid ? undefined : judge(schedule, watched, this.#context)
  }

  /** All but what is waived, what an ordinary rule has reported, and lines that may not be seen. */
  #findWatched(schedule: RealSchedule): Invariant[] {
    const { subject, broken, seen } = this.#lab
    const isBlind = seen.blindness !== undefined || isInDoubt(schedule, -1)
    return invariants.filter(
      ({ name, rule, wantsLine }) =>
        !UNSOUND.has(name) &&
        isHeldTo(subject, rule.id) &&
        !broken.has(rule.id) &&
        !(isBlind && wantsLine === true),
    )
  }
}
