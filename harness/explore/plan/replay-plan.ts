import type { Lab } from '../../trial/lab.ts'
import { judge } from './explore-plans.ts'
import type { ExploreFailure, SpaceResult } from '../explore-report.ts'
import { findLack } from './find-spaces.ts'
import { confirm, enter, findExcluded } from '../explore-space.ts'
import { invariants } from '../judge/invariants.ts'
import type { Plan } from './operation.ts'
import { runPlan } from '../prepare.ts'
import { createMisfit, parseReplayToken, verifyReplay } from './replay-token.ts'
import type { Space } from './space.ts'

/**
 * Runs one plan.
 *
 * @param verify throws where the plan does not fit a scenario of so many boundaries
 * @returns what it broke, or undefined
 */
export async function replayPlan(
  lab: Lab,
  space: Space,
  plan: Plan,
  verify: (boundaries: number) => void = () => {},
): Promise<ExploreFailure | undefined> {
  return enter(lab, space, async (site, baseline) => {
    verify(site.boundaries)
    const excluded = await findExcluded(site, baseline)
    const schedule = await runPlan(site.world, site.pace, plan)
    const violation = judge(
      schedule,
      invariants.filter(({ name }) => !excluded.has(name)),
      site.context,
    )
    return violation && confirm(site, { plan, violation })
  })
}

/**
 * Runs the schedule that a token stands for.
 *
 * @throws {ReplayError} (rejects) when the token is mangled or stale
 */
export async function replayToken(
  lab: Lab,
  space: Space,
  token: string,
): Promise<Pick<SpaceResult, 'coverage' | 'failure'>> {
  const replay = parseReplayToken(token)
  for (const operation of replay.plan) {
    const lack = findLack(lab, operation)
    if (lack !== undefined) throw createMisfit(lab.subject.name, token, lack)
  }
  const failure = await replayPlan(lab, space, replay.plan, (boundaries) =>
    verifyReplay(token, replay, boundaries),
  )
  const coverage = { covered: 1, total: 1, boundaries: replay.boundaries }
  return failure === undefined ? { coverage } : { coverage, failure }
}
