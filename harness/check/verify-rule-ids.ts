import { isRuleId, suggestRule } from '../model/rule-info.ts'

/** @throws {TypeError} for the first id that is no rule's */
export function verifyRuleIds(ids: readonly string[]): void {
  const unknown = ids.find((id) => !isRuleId(id))
  if (unknown === undefined) return
  throw new TypeError(`Unknown rule ${JSON.stringify(unknown)}; ${suggestRule(unknown)}`)
}
