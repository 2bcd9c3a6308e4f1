import type { Rule } from '../../harness/trial/rule.ts'
import type { RuleId } from '../../harness/model/rule-info.ts'
import { suggest, UsageError } from '../terminal/usage-error.ts'

/**
 * Checks that rules with these ids exist.
 *
 * @throws {UsageError} when one does not, naming the nearest that does.
 */
export async function findRuleIds(ids: readonly string[]): Promise<RuleId[]> {
  // The rules are loaded only where they are asked for: an ordinary check does without.
  if (ids.length === 0) return []
  const rules = await Promise.all(ids.map(findRule))
  return rules.map(({ id }) => id)
}

/**
 * Returns the rule with an id.
 *
 * @throws {UsageError} when there is none, naming the nearest that there is.
 */
export async function findRule(id: string): Promise<Rule> {
  const { rules } = await import('../../harness/check/catalogue.ts')
  const rule = rules.find((candidate) => candidate.id === id)
  if (rule !== undefined) return rule
  const suggestion = suggest(
    id,
    rules.map((candidate) => candidate.id),
  )
  throw new UsageError(`Unknown rule \`${id}\`.${suggestion} See \`vitest-shutdown rules\`.`)
}
