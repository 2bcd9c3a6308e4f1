import { tellSettled } from '../rig/call.ts'
import { isHeldTo } from '../model/judge-waiver.ts'
import type { Lab } from '../trial/lab.ts'
import type { RuleId } from '../model/rule-info.ts'
import { NotExplorable } from './explore-error.ts'
import { findDivergence } from './judge/find-divergence.ts'
import { createJudgeContext } from './judge/create-judge-context.ts'
import type { JudgeContext } from './judge/invariant.ts'
import { isInDoubt } from './judge/is-in-doubt.ts'
import { invariants } from './judge/invariants.ts'
import { isMishap, type Plan } from './plan/operation.ts'
import { narrowStart, type Space } from './plan/space.ts'
import type { Schedule } from './run/schedule.ts'
import type { CallRecord } from './run/schedule-record.ts'
import type { World } from './run/world.ts'

/** The scenario may be run so often until it goes the same way twice, where the jobs of others come in between. */
const ATTEMPTS_IN_TURNS = 4

/** One space of a subject, and the world in which its schedules run. */
export class Site {
  readonly space: Space
  readonly world: World
  /** The scenario, which nobody disturbs. */
  readonly baseline: Schedule
  /** The moments of the scenario: a first operation may come at each. */
  readonly boundaries: number
  /** What schedules are judged by. */
  readonly context: JudgeContext
  readonly #lab: Lab

  /**
   * Runs the scenario of a space.
   *
   * @param known what the scenario was in another world just like this one. Default: it is run twice
   * @throws {NotExplorable} (rejects) when it does not go the same way twice, or has no manager
   */
  static async open(lab: Lab, space: Space, world: World, known?: Schedule): Promise<Site> {
    const { name } = lab.subject
    const baseline = known ?? (await runBaseline(world, name))
    if (baseline.failedCreate !== undefined)
      throw new NotExplorable('refused', `${name}: ${baseline.failedCreate}`)
    if (space.start === undefined) return new Site(lab, space, world, baseline)
    const [started] = baseline.starts
    if (started?.state !== 'fulfilled')
      throw new NotExplorable(
        'refused',
        `${name}: start() ${started === undefined || started.state === 'pending' ? 'did not settle' : tellSettled(started)}`,
      )
    const runsWork = baseline.runs.some((run) => run.started.order < endOf(started))
    const opensResources = baseline.resources.some(({ asked }) => asked.order < endOf(started))
    return new Site(lab, narrowStart(space, opensResources, runsWork), world, baseline)
  }

  private constructor(lab: Lab, space: Space, world: World, baseline: Schedule) {
    this.#lab = lab
    this.space = space
    this.world = world
    this.baseline = baseline
    this.boundaries = baseline.lastBoundary + 1
    this.context = createJudgeContext(lab, space, baseline)
  }

  /** Runs one plan on a fresh manager. */
  run(plan: Plan, isTracing = false): Promise<Schedule> {
    return this.world.run(plan, isTracing)
  }

  /**
   * Finds the invariants that are not looked at, by name: those that are waived, those that want a
   * line where lines may not be seen, and those that an ordinary rule has reported and that break without any operation or by operations at a quiet moment. A search would
   * stop at its first plan with one of these, and tell nothing new.
   */
  async findExcluded(): Promise<Set<string>> {
    const { space, baseline } = this
    const { broken: reported, subject } = this.#lab
    const excluded = new Set(this.#findReported(baseline))
    const isBlind = this.#lab.seen.blindness !== undefined || isInDoubt(baseline, -1)
    for (const { name, rule, wantsLine } of invariants) {
      if (!isHeldTo(subject, rule.id) || (isBlind && wantsLine === true)) excluded.add(name)
    }
    if (space.sequences !== undefined || space.start !== undefined) {
      // Of so many sequences, some break again what has been reported, at whatever moment.
      for (const { name, rule } of invariants) if (reported.has(rule.id)) excluded.add(name)
    }
    const quiet = findQuietMoment(baseline)
    if (quiet === undefined || reported.size === 0) return excluded
    const exclude = async (plan: Plan): Promise<void> => {
      for (const name of this.#findReported(await this.run(plan))) excluded.add(name)
    }
    for (const operation of space.singles) {
      if (!isMishap(operation)) await exclude([{ ...operation, at: quiet }])
    }
    for (const [first, second] of space.pairs) {
      // With a run that is made to fail or hang, no moment is quiet.
      if (isMishap(first) || isMishap(second)) continue
      const alone = await this.run([{ ...first, at: quiet }])
      const last = Math.max(quiet, alone.lastBoundary)
      await exclude([
        { ...first, at: quiet },
        { ...second, at: last },
      ])
    }
    return excluded
  }

  /** The invariants that a schedule breaks, of those whose rule has been reported. */
  #findReported(schedule: Schedule): string[] {
    const reported: ReadonlySet<RuleId> = this.#lab.broken
    return invariants
      .filter(
        (invariant) =>
          reported.has(invariant.rule.id) && invariant.find(schedule, this.context) !== undefined,
      )
      .map(({ name }) => name)
  }
}

/** Runs the scenario twice. @throws {NotExplorable} (rejects) when it does not go the same way */
async function runBaseline(world: World, name: string): Promise<Schedule> {
  let divergence: string | undefined
  const attempts = world.pace === 'in-turns' ? ATTEMPTS_IN_TURNS : 1
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const first = await world.run([], true)
    const second = await world.run([], true)
    divergence = findDivergence(first, second)
    if (divergence === undefined) {
      // The guard empties its lists for every schedule that follows.
      first.uncaught = [...first.uncaught]
      first.unhandled = [...first.unhandled]
      return first
    }
  }
  throw new NotExplorable(
    'not-deterministic',
    `${name} is not deterministic: run twice, ${divergence}. Time and random numbers were the same both times: look for something that this step reads and that outlives a manager, such as a counter or a cache in the module, and create it in \`create\``,
  )
}

/** In the sleep after the first run: the moment at which the ordinary rules call. */
function findQuietMoment(baseline: Schedule): number | undefined {
  const endedMs = baseline.runs[0]?.ended?.atMs ?? Infinity
  return baseline.trace?.read().find(({ kind, atMs }) => kind === 'idle' && atMs >= endedMs)?.n
}

/** Where a start has ended, among all events: one that returns no promise has ended with its call. */
function endOf({ settled, called }: CallRecord): number {
  return settled?.order ?? called.order
}
