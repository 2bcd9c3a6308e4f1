import { isHeldTo } from '../model/judge-waiver.ts'
import { Lab } from '../trial/lab.ts'
import { kit00 } from '../trial/rules/kit-00.ts'
import { enqueue } from '../rig/one-process.ts'
import type { Subject } from '../model/subject.ts'
import { verifySubject } from '../rig/verify-subject.ts'
import { formatExploreFailure } from '../report/format-exploration.ts'
import { ExploreError } from '../explore/explore-error.ts'
import type { ExploreFailure } from '../explore/explore-report.ts'
import { judge } from '../explore/plan/explore-plans.ts'
import { Exploration } from '../explore/exploration.ts'
import { type Space, findSpace } from '../explore/plan/space.ts'
import { invariants } from '../explore/judge/invariants.ts'
import type { Plan } from '../explore/plan/operation.ts'
import {
  type OperationText,
  type PlanText,
  formatOperation,
  parsePlan,
} from '../explore/plan/plan-text.ts'
import { EXPLORE_RULES } from '../explore/explore-rules.ts'

/**
 * Runs plans of any length that other code generates, such as a property-based test.
 *
 * @example
 * ```ts
 * const runner = await createPlanRunner(subject)
 * const choices = fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 4 })
 * await fc.assert(fc.asyncProperty(choices, (made) => runner.check(runner.toPlan(made))))
 * ```
 */
export interface PlanRunner {
  /** The operations that apply to the subject. */
  readonly operations: readonly OperationText[]
  /** How many boundaries the scenario has. */
  readonly boundaries: number
  /**
   * Creates a plan from pairs of numbers: which operation, and at which moment. Any numbers work. Smaller
   * ones make a simpler plan, so shrinking the numbers shrinks the plan.
   */
  toPlan(this: void, choices: readonly (readonly [operation: number, at: number])[]): PlanText
  /**
   * Runs a plan on a fresh manager.
   *
   * @returns the failure, or undefined if the plan broke nothing
   * @throws {TypeError} (rejects) for an unknown operation
   */
  run(this: void, plan: PlanText): Promise<ExploreFailure | undefined>
  /** Like `run`, but rejects if the plan breaks a promise. @throws {ExploreError} (rejects) */
  check(this: void, plan: PlanText): Promise<void>
}

/**
 * Creates a plan runner for a subject.
 *
 * @throws {SubjectError} (rejects) when `subject` is not one
 * @throws {Error} (rejects) when it cannot be explored, with the reason
 */
export async function createPlanRunner<M>(subject: Subject<M>): Promise<PlanRunner> {
  const lab = new Lab(verifySubject(subject))
  const exploration = new Exploration(lab)
  const { space, boundaries, context } = await enqueue(async () => {
    await kit00.check(lab)
    return exploration.enter(findWholeSpace(lab), async (site) => site)
  })
  const watched = invariants.filter(({ rule }) => isHeldTo(lab.subject, rule.id))
  const breaks = async (plan: Plan): Promise<boolean> => {
    const world = await exploration.openWorld(space.clones)
    try {
      return judge(await world.run(plan), watched, context) !== undefined
    } finally {
      await world.close()
    }
  }
  const run = (text: PlanText): Promise<ExploreFailure | undefined> =>
    enqueue(async () => {
      const plan = parsePlan(text)
      // What breaks something is run again, on a scenario that is known to be the same every time.
      return (await breaks(plan)) ? exploration.replay(space, plan) : undefined
    })
  const operations = space.singles.map(formatOperation)
  return {
    operations,
    boundaries,
    toPlan: (choices) =>
      choices
        .map(([operation, at]) => ({
          operation: operations[operation % operations.length] ?? ('shutdown' as const),
          at: at % boundaries,
        }))
        .toSorted((a, b) => a.at - b.at),
    run,
    check: async (plan) => {
      const failure = await run(plan)
      if (failure === undefined) return
      const text = formatExploreFailure(space.rule, failure, { color: false })
      throw new ExploreError(text, failure)
    },
  }
}

/** Everything that the subject can be put through, as the single operations of one space. */
function findWholeSpace(lab: Lab): Space {
  const found = EXPLORE_RULES.flatMap((rule) => {
    const each = findSpace(lab.seen, rule)
    return each.kind === 'space' ? [each.space] : []
  })
  const operations = found.flatMap(({ singles }) => singles)
  const clones = Math.max(...found.map((space) => space.clones))
  const unique = new Map(operations.map((each) => [`${each.name} ${each.handle ?? 0}`, each]))
  return {
    rule: clones > 0 ? 'EXPLORE-04' : 'EXPLORE-05',
    clones,
    singles: [...unique.values()],
    pairs: [],
  }
}
