import { Lab } from '../../../harness/trial/lab.ts'
import { kit00 } from '../../../harness/trial/rules/kit-00.ts'
import type { Subject } from '../../../harness/model/subject.ts'
import { verifySubject } from '../../../harness/rig/verify-subject.ts'
import { judge } from '../../../harness/explore/plan/explore-plans.ts'
import { Exploration } from '../../../harness/explore/exploration.ts'
import type { Site } from '../../../harness/explore/site.ts'
import { findSpace } from '../../../harness/explore/plan/space.ts'
import { invariants } from '../../../harness/explore/judge/invariants.ts'
import { type Plan, toOperationKey } from '../../../harness/explore/plan/operation.ts'
import type { Schedule } from '../../../harness/explore/run/schedule.ts'
import { inMacrotask } from '../../../harness/explore/run/turns.ts'
import type { ExploreRuleId } from '../../../harness/explore/explore-rules.ts'

/** What landing operations between macrotasks alone comes to. */
export interface TimerExploration {
  schedules: number
  /** What was broken, and by which plan. */
  broken: string[]
}

/**
 * Explores the space of a rule as one does who has fake timers and no more: every single and every pair, right
 * after `create()`, in each wait, right before each timer and each immediate, and at the end.
 */
export async function exploreAtTimers(
  subject: Subject,
  rule: ExploreRuleId,
): Promise<TimerExploration> {
  const lab = new Lab(verifySubject(subject))
  await kit00.check(lab)
  const found: TimerExploration = { schedules: 0, broken: [] }
  const each = findSpace(lab.seen, rule)
  if (each.kind === 'refusal') throw new Error(each.reason)
  await new Exploration(lab).enter(each.space, (site) => exploreSite(site, found))
  return found
}

async function exploreSite(
  { world, context, space, baseline }: Site,
  found: TimerExploration,
): Promise<void> {
  const singles = new Set(space.singles.map(toOperationKey))
  const run = (plan: Plan): Schedule => {
    // The first of two is traced: its moments are those for the second.
    const schedule = world.runNow(plan, plan.length === 1)
    const [first, second] = plan
    const isOwn = second !== undefined || (first && singles.has(toOperationKey(first))) === true
    const violation = isOwn ? judge(schedule, invariants, context) : undefined
    found.schedules += 1
    if (violation !== undefined)
      found.broken.push(`${violation.invariant.rule.id} by ${JSON.stringify(plan)}`)
    return schedule
  }
  const firsts = [...space.singles, ...space.pairs.map(([first]) => first)]
  for (const first of new Map(firsts.map((each) => [toOperationKey(each), each])).values()) {
    const seconds = space.pairs.flatMap(([one, second]) =>
      toOperationKey(one) === toOperationKey(first) ? [second] : [],
    )
    for (const at of findTimerMoments(baseline)) {
      // Schedules run in a macrotask, many in one.
      await inMacrotask(() => {
        const alone = run([{ ...first, at }])
        for (const later of findTimerMoments(alone).filter((moment) => moment >= at))
          for (const second of seconds)
            run([
              { ...first, at },
              { ...second, at: later },
            ])
      })
    }
  }
}

function findTimerMoments({ trace, lastBoundary }: Schedule): number[] {
  const steps = trace?.read() ?? []
  return steps.flatMap(({ n, kind }) =>
    n <= lastBoundary && kind !== 'await' && kind !== 'microtask' && kind !== 'tick' ? [n] : [],
  )
}
