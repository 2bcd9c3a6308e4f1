import { real } from '../platform/real-time.ts'
import { isNetworked } from '../rig/subject-network.ts'
import type { RuleId } from '../model/rule-info.ts'
import type { RuleNote } from '../model/report.ts'
import { NotApplicable, RuleFailure } from '../model/rule-failure.ts'
import { NotExplorable } from '../explore/explore-error.ts'
import type { Exploration } from '../explore/exploration.ts'
import type { Limits } from '../explore/limits.ts'
import { searchSeeds } from '../explore/search-seeds.ts'
import type { ExploreProgress } from '../explore/explore-options.ts'
import { RealExploration } from '../explore/real/real-exploration.ts'
import type { SpaceResult } from '../explore/explore-report.ts'
import { type Space, findSpace } from '../explore/plan/space.ts'
import type { ExploreRuleId } from '../explore/explore-rules.ts'

/**
 * How far each rule goes where no budget is given: every single operation, and the pairs that stand for
 * the others. Numbers limit it and not a time, so that the verdict of a check does not depend on how fast
 * the machine is. The second is for scenarios of many steps.
 */
const DEFAULT_LIMITS: Limits = { isBrief: true, maxSchedules: 3000, maxSteps: 300_000 }

/** Over a network in memory a schedule takes a hundred times as long. */
const NETWORK_LIMITS: Limits = {
  isBrief: true,
  goesDeep: false,
  maxSchedules: 250,
  maxSteps: 20_000,
}

/** A start is short, and what is left of its pairs lies far apart. */
const START_LIMITS: Limits = { maxSchedules: 1500, maxSteps: 100_000 }

/** Sequences have numbers of their own. */
const SEQUENCE_LIMITS: Limits = { goesDeep: false }

/** In real time a schedule takes a tenth of a second; the rules that explore share some fifteen seconds. */
const REAL_LIMITS: Limits = { maxSchedules: 40, budgetMs: 5000 }

/** How the rules that explore do it in a check. */
export interface SpaceOptions {
  /** Real milliseconds for each; by default these run a number of schedules. */
  readonly budgetMs?: number | undefined
  /** The one schedule to run. */
  readonly replay?: string | undefined
  onProgress?: ((this: void, progress: ExploreProgress) => void) | undefined
}

/**
 * The signature of a promise that is broken at a place of the user's code, whether an ordinary rule or
 * an exploration finds it there.
 */
export function signPlace(rule: RuleId, frame: string | undefined): string | undefined {
  return frame === undefined ? undefined : `${rule}|${frame}`
}

/**
 * Checks a rule by exploring its space.
 *
 * @throws {RuleFailure} (rejects) with the shortest plan that breaks something
 * @throws {NotApplicable} (rejects) when the subject cannot be explored, or has nothing of the kind
 */
export async function checkSpace(
  exploration: Exploration | RealExploration,
  rule: ExploreRuleId,
  options: SpaceOptions = {},
): Promise<RuleNote> {
  const found = findSpace(exploration.lab.seen, rule)
  if (found.kind === 'refusal') throw new NotApplicable(found.reason)
  try {
    const { coverage, failure } = await exploreOrReplay(exploration, found.space, options)
    if (failure === undefined) return { coverage }
    const { message, timeline, frame, hint, steps, replay, test, brokenRule } = failure
    const error = new RuleFailure(message, timeline, frame)
    error.hint = hint
    error.signature = signPlace(brokenRule, frame)
    error.note = { coverage, steps, replay, test }
    throw error
  } catch (error) {
    if (!(error instanceof NotExplorable)) throw error
    throw new NotApplicable(error.message, 'not-run')
  }
}

async function exploreOrReplay(
  exploration: Exploration | RealExploration,
  space: Space,
  { budgetMs, replay, onProgress }: SpaceOptions,
): Promise<Pick<SpaceResult, 'coverage' | 'failure'>> {
  if (replay !== undefined) return exploration.replayToken(space, replay)
  const startMs = real.performanceNow()
  const report: Limits = {
    onProgress: (coverage) =>
      onProgress?.({ ...coverage, rule: space.rule, elapsedMs: real.performanceNow() - startMs }),
  }
  if (exploration instanceof RealExploration) {
    const realLimits = budgetMs === undefined ? REAL_LIMITS : { budgetMs }
    return exploration.search(space, { ...realLimits, ...report })
  }
  const limits = space.start === undefined ? DEFAULT_LIMITS : START_LIMITS
  const ownLimits = space.sequences === undefined ? limits : SEQUENCE_LIMITS
  const { seen, subject } = exploration.lab
  const defaults = seen.isLocal || isNetworked(subject) ? NETWORK_LIMITS : ownLimits
  return searchSeeds(exploration, space, {
    ...(budgetMs === undefined ? defaults : { budgetMs }),
    ...report,
  })
}
