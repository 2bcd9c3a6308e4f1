import { findClosest } from '../text/verify.ts'
import { RULE_IDS } from '../model/rule-info.ts'

/** @throws {TypeError} for the first id that is no rule's */
export function verifyRuleIds(ids: readonly string[]): void {
  const known: readonly string[] = RULE_IDS
  for (const id of ids) {
    if (known.includes(id)) continue
    const closest = findClosest(id, known)
    const hint =
      closest === undefined
        ? 'the rules are listed by `vitest-shutdown rules`'
        : `did you mean ${closest}?`
    throw new TypeError(`Unknown rule ${JSON.stringify(id)}; ${hint}`)
  }
}
