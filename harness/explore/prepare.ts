import { real } from '../platform/real-time.ts'
import type { Lab } from '../trial/lab.ts'
import type { RuleId } from '../model/rule-info.ts'
import { maskNumbers } from '../text/mask-numbers.ts'
import { HandleCensus } from '../handles/handle-census.ts'
import { findBoundaryMode } from '../platform/boundaries.ts'
import type { Pace } from './plan/explore-plans.ts'
import { findDivergence, findEventDivergence } from './judge/find-divergence.ts'
import type { JudgeContext } from './judge/invariant.ts'
import { invariants } from './judge/invariants.ts'
import type { Plan } from './plan/operation.ts'
import type { Schedule } from './run/schedule.ts'
import { World, type WorldOptions } from './run/world.ts'

/** Thrown where a subject cannot be explored, with the reason. */
export class NotExplorable extends Error {
  override readonly name = 'NotExplorable'
  readonly verdict: 'not-deterministic' | 'refused'

  constructor(verdict: 'not-deterministic' | 'refused', reason: string) {
    super(reason)
    this.verdict = verdict
  }
}

/** What is known of a subject before its spaces are searched. */
export interface Preparation {
  readonly pace: Pace
}

/** Virtual milliseconds in which the last timers may end, where the subject does not poll. */
const REST_MS = 2

const known = new WeakMap<Lab, Promise<Preparation>>()

/**
 * Finds out once how a subject is to be explored.
 *
 * @throws {NotExplorable} (rejects) when it uses something that only real time moves
 */
export function prepare(lab: Lab): Promise<Preparation> {
  let preparation = known.get(lab)
  if (preparation === undefined) {
    preparation = findPreparation(lab)
    known.set(lab, preparation)
  }
  return preparation
}

/** How the worlds of a subject are set up. */
export function toWorldOptions(lab: Lab, clones: number, pace: Pace): WorldOptions {
  return {
    clones,
    mode: findBoundaryMode(),
    restMs: lab.seen.polls ? lab.subject.intervalMs : REST_MS,
    closesHandles: pace === 'in-turns',
  }
}

/** Runs one plan, at the pace of the subject. */
export function runPlan(
  world: World,
  pace: Pace,
  plan: Plan,
  isTracing = false,
): Promise<Schedule> {
  if (pace === 'in-turns') return world.runInTurns(plan, isTracing)
  return new Promise((resolve, reject) => {
    real.setImmediate(() => {
      try {
        resolve(world.runNow(plan, isTracing))
      } catch (error) {
        reject(error)
      }
    })
  })
}

async function findPreparation(lab: Lab): Promise<Preparation> {
  const world = await World.open(lab.subject, toWorldOptions(lab, 0, 'now'))
  try {
    const { baseline, postsMessages } = await audit(world, lab)
    const canRunNow = await askInMacrotask(() => world.canRunNow)
    if (postsMessages || !canRunNow) return { pace: 'in-turns' }
    const quick = await runPlan(world, 'now', [], true)
    const isSame = findEventDivergence(baseline, quick) === undefined
    return { pace: isSame ? 'now' : 'in-turns' }
  } finally {
    await world.close()
  }
}

/** Runs the scenario, and a drop in the midst of it, under a census of everything real. */
async function audit(
  world: World,
  lab: Lab,
): Promise<{ baseline: Schedule; postsMessages: boolean }> {
  const census = new HandleCensus()
  census.start({ files: false })
  try {
    const baseline = await world.runInTurns([], true)
    const middle = Math.floor(baseline.lastBoundary / 2)
    if (!lab.seen.absent.has('drop')) await world.runInTurns([{ name: 'drop', at: middle }])
    const [exit] = world.guard.exits
    const first = census.findFirst()
    const { name } = lab.subject
    if (exit !== undefined) throw new NotExplorable('refused', `${name} called ${exit.label}`)
    if (first !== undefined) {
      const at = first.openedAt === undefined ? '' : ` at ${first.openedAt}`
      throw new NotExplorable(
        'refused',
        `${name} uses ${first.kind}${at}, which no schedule controls: give the subject a stand-in for it to have every moment explored`,
      )
    }
    if (baseline.failedCreate !== undefined)
      throw new NotExplorable('refused', `${name} cannot be explored: ${baseline.failedCreate}`)
    return { baseline, postsMessages: census.hasTouchedReality }
  } finally {
    census.closeAll()
    census.stop()
  }
}

function askInMacrotask(ask: () => boolean): Promise<boolean> {
  return new Promise((resolve) => {
    real.setImmediate(() => resolve(ask()))
  })
}

/** The scenario, run twice. @throws {NotExplorable} (rejects) when it does not go the same way */
export async function runBaseline(world: World, pace: Pace, name: string): Promise<Schedule> {
  let divergence: string | undefined
  // In turns of the event loop, the jobs of others come in between now and then.
  for (let attempt = 0; attempt < (pace === 'in-turns' ? 4 : 1); attempt += 1) {
    const first = await runPlan(world, pace, [], true)
    const second = await runPlan(world, pace, [], true)
    divergence = findDivergence(first, second)
    if (divergence === undefined) return first
  }
  throw new NotExplorable(
    'not-deterministic',
    `${name} is not deterministic: run twice, ${divergence}. Take what differs (random numbers, counters of the module) from the subject's options, so that \`create\` can fix it`,
  )
}

/** What schedules of a subject are judged by, given the scenario that nobody disturbs. */
export function createJudgeContext(lab: Lab, clones: number, baseline: Schedule): JudgeContext {
  const { subject, seen, finalRuns } = lab
  const warnings = baseline.logs.filter(({ level }) => level === 'warn')
  return {
    name: subject.name,
    intervalMs: subject.intervalMs,
    isShared: clones > 0,
    finalRuns,
    successLine: seen.successLine,
    ordinaryWarnings: new Set(warnings.map(({ text }) => maskNumbers(text))),
  }
}

/** The invariants that a schedule breaks, of those whose rule has been reported. */
export function findBroken(
  schedule: Schedule,
  context: JudgeContext,
  reported: ReadonlySet<RuleId>,
): string[] {
  return invariants
    .filter(
      (invariant) =>
        reported.has(invariant.rule.id) && invariant.find(schedule, context) !== undefined,
    )
    .map(({ name }) => name)
}
