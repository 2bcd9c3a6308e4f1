import { EXPLORE_RULES, type ExploreRuleId } from '../explore-rules.ts'
import type { Lab, Observations } from '../../trial/lab.ts'
import type { ExploreOptions } from '../explore-options.ts'
import { type Operation, isFault, isMishap } from './operation.ts'
import { parseOperation } from './plan-text.ts'
import { NEEDS, type Space } from './space.ts'

/**
 * The spaces of the operations that were asked for: each plan in that of the rule whose it is.
 *
 * @throws {TypeError} when the subject cannot do one of them
 */
export function createOwnSpaces(
  lab: Lab,
  plans: NonNullable<ExploreOptions['operations']>,
): Space[] {
  const parsed = plans.map((plan) => plan.map((text) => parseOperation(text, 'operations')))
  for (const operation of parsed.flat()) {
    const reason = findLack(lab.seen, operation)
    if (reason !== undefined)
      throw new TypeError(`Cannot explore ${operation.name} on ${lab.subject.name}: ${reason}`)
  }
  return EXPLORE_RULES.flatMap((rule) => {
    const own = parsed.filter((plan) => findRule(plan) === rule)
    if (own.length === 0) return []
    if (rule === 'EXPLORE-07') {
      const clones = own.flat().some(isOnHandle) ? 1 : 0
      return { rule, clones, singles: [], pairs: [], sequences: { calls: [], only: own } }
    }
    const { hosts } = lab.seen
    const singles = own.flatMap(([first, second]) => (first && second === undefined ? [first] : []))
    const pairs = own.flatMap(([first, second]) =>
      first && second ? [[first, second] as const] : [],
    )
    if (rule === 'EXPLORE-08') {
      const start = own.flat().some(isOnHandle) ? 'clones' : 'one handle'
      return { rule, clones: 0, start, hosts, singles, pairs }
    }
    return { rule, clones: rule === 'EXPLORE-04' ? 1 : 0, hosts, singles, pairs }
  })
}

/** Whether an operation needs more than one handle to make sense. */
function isOnHandle({ name, handle }: Operation): boolean {
  return name === 'clone' || handle !== undefined
}

/** The rule in whose space a plan is. */
function findRule(plan: readonly Operation[]): ExploreRuleId {
  if (plan.some(({ name }) => name === 'start' || name === 'lack')) return 'EXPLORE-08'
  if (plan.length > 2 || plan.some(({ name }) => name === 'restart')) return 'EXPLORE-07'
  if (plan.some(({ name }) => isFault(name))) return 'EXPLORE-06'
  if (plan.some(isOnHandle)) return 'EXPLORE-04'
  const calls = plan.filter((operation) => !isMishap(operation))
  if (calls.some(({ name }) => name !== 'shutdown' && name !== 'drop')) return 'EXPLORE-05'
  if (calls.length > 1) return 'EXPLORE-03'
  return calls[0]?.name === 'drop' ? 'EXPLORE-02' : 'EXPLORE-01'
}

/** Why a subject cannot do an operation, if so. */
export function findLack(
  { absent }: Observations,
  { name, handle }: Operation,
): string | undefined {
  const needsClone = handle !== undefined && !isFault(name)
  const needs = [NEEDS[name], needsClone ? 'clone' : undefined] as const
  return needs.flatMap((need) => (need && absent.get(need)) ?? []).at(0)
}
