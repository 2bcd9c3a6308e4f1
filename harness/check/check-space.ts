import { real } from '../platform/real-time.ts'
import type { Lab } from '../trial/lab.ts'
import type { RuleNote } from '../model/report.ts'
import { NotApplicable, RuleFailure } from '../model/rule-failure.ts'
import type { SpaceResult } from '../explore/explore-report.ts'
import { exploreSpace, type Limits } from '../explore/explore-space.ts'
import { findSpace } from '../explore/plan/find-spaces.ts'
import { NotExplorable } from '../explore/prepare.ts'
import { replayToken } from '../explore/plan/replay-plan.ts'
import type { Space } from '../explore/plan/space.ts'
import type { ExploreRuleId } from '../explore/explore-rules.ts'

/**
 * How far each rule goes where no budget is given: numbers and not a time, so that the verdict of a
 * check does not depend on how fast the machine is. The second is for scenarios of many steps.
 */
const DEFAULT_LIMITS: Limits = { maxSchedules: 4000, maxSteps: 300_000 }

/**
 * Checks a rule by exploring its space.
 *
 * @throws {RuleFailure} (rejects) with the shortest plan that breaks something
 * @throws {NotApplicable} (rejects) when the subject cannot be explored, or has nothing of the kind
 */
export async function checkSpace(lab: Lab, rule: ExploreRuleId): Promise<RuleNote> {
  const space = findSpace(lab, rule)
  if (typeof space === 'string') throw new NotApplicable(space)
  try {
    const { coverage, failure } = await exploreOrReplay(lab, space)
    if (failure === undefined) return { coverage }
    const { message, timeline, frame, hint, steps, replay, test } = failure
    const error = new RuleFailure(message, timeline, frame)
    error.hint = hint
    error.note = { coverage, steps, replay, test }
    throw error
  } catch (error) {
    if (!(error instanceof NotExplorable)) throw error
    throw new NotApplicable(error.message, error.verdict === 'refused' ? 'skip' : 'not-run')
  }
}

async function exploreOrReplay(
  lab: Lab,
  space: Space,
): Promise<Pick<SpaceResult, 'coverage' | 'failure'>> {
  const { budgetMs, replay, onProgress } = lab.exploring
  if (replay !== undefined) return replayToken(lab, space, replay)
  const startMs = real.performanceNow()
  return exploreSpace(lab, space, {
    ...(budgetMs === undefined ? DEFAULT_LIMITS : { budgetMs }),
    onProgress: (coverage) =>
      onProgress?.({ ...coverage, rule: space.rule, elapsedMs: real.performanceNow() - startMs }),
  })
}
