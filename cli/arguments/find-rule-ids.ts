import type { Rule } from '../../harness/trial/rule.ts'
import { AREAS, findArea, isArea, RULE_IDS, type RuleId } from '../../harness/model/rule-info.ts'
import { suggestAfterSentence } from '../../harness/text/verify.ts'
import { UsageError } from '../terminal/usage-error.ts'

/**
 * Finds the rules with these ids, and those of these areas.
 *
 * @throws {UsageError} when one does not, naming the nearest that does.
 */
export async function findRuleIds(ids: readonly string[]): Promise<RuleId[]> {
  // The rules are loaded only where they are asked for: an ordinary check does without.
  if (ids.length === 0) return []
  const found = await Promise.all(
    ids.map(async (id) =>
      isArea(id)
        ? RULE_IDS.filter((rule) => findArea(rule) === id)
        : [(await findRule(id, AREAS)).id],
    ),
  )
  return [...new Set(found.flat())]
}

/**
 * Returns the rule with an id.
 *
 * @param others what else could have been meant
 * @throws {UsageError} when there is none, naming the nearest that there is.
 */
export async function findRule(id: string, others: readonly string[] = []): Promise<Rule> {
  const { rules } = await import('../../harness/check/catalogue.ts')
  const rule = rules.find((candidate) => candidate.id === id)
  if (rule !== undefined) return rule
  const suggestion = suggestAfterSentence(id, [
    ...rules.map((candidate) => candidate.id),
    ...others,
  ])
  throw new UsageError(`Unknown rule \`${id}\`.${suggestion} See \`vitest-shutdown rules\`.`)
}
