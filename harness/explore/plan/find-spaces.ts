import type { Lab, Observations } from '../../trial/lab.ts'
import type { Capability } from '../../model/rule-info.ts'
import type { ExploreOptions } from '../explore-options.ts'
import { isMishap, type Operation, type OperationName } from './operation.ts'
import { parseOperation } from './plan-text.ts'
import { EXPLORE_RULES, type ExploreRuleId } from '../explore-rules.ts'
import { createExtensionSpace, type Space, spaces } from './space.ts'

/** The space of a rule on a subject, or why there is none. */
export type FoundSpace =
  | { readonly kind: 'space'; readonly space: Space }
  | { readonly kind: 'refusal'; readonly reason: string }

/** Finds the space of a rule on a subject. */
export function findSpace({ absent }: Observations, rule: ExploreRuleId): FoundSpace {
  switch (rule) {
    case 'EXPLORE-01':
      return offer(spaces.stop)
    case 'EXPLORE-02':
      return offer(spaces.drop, absent.get('drop'))
    case 'EXPLORE-03':
      return offer(spaces.twice)
    case 'EXPLORE-04':
      return offer(spaces.clone, absent.get('clone'))
    default: {
      const [timeout, cleanup] = [absent.get('timeout'), absent.get('cleanup')]
      const space = createExtensionSpace(timeout === undefined, cleanup === undefined)
      const hasNone = timeout !== undefined && cleanup !== undefined
      return offer(space, hasNone ? `${timeout}, and ${cleanup}` : undefined)
    }
  }
}

function offer(space: Space, lack?: string): FoundSpace {
  return lack === undefined ? { kind: 'space', space } : { kind: 'refusal', reason: lack }
}

/** What the subject must be able to do for an operation. */
const NEEDS: Partial<Record<OperationName, Capability>> = {
  shutdownWithin: 'timeout',
  shutdownSoon: 'timeout',
  shutdownWith: 'cleanup',
  drop: 'drop',
  clone: 'clone',
}

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
    return {
      rule,
      clones: rule === 'EXPLORE-04' ? 1 : 0,
      singles: own.flatMap(([first, second]) => (first && second === undefined ? [first] : [])),
      pairs: own.flatMap(([first, second]) => (first && second ? [[first, second] as const] : [])),
    }
  })
}

/** The rule in whose space a plan is. */
function findRule(plan: readonly Operation[]): ExploreRuleId {
  if (plan.some(({ name, handle }) => name === 'clone' || handle !== undefined)) return 'EXPLORE-04'
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
  const needs = [NEEDS[name], handle === undefined ? undefined : 'clone'] as const
  return needs.flatMap((need) => (need && absent.get(need)) ?? []).at(0)
}
