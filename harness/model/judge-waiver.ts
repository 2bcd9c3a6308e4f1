import type { RuleResult } from './report.ts'

/**
 * Applies the waiver of a rule to its result: a rule that is broken is waived, and one that holds has a
 * waiver too many.
 *
 * @param reason why the subject waives the rule, if it does
 */
export function judgeWaiver(result: RuleResult, reason: string | undefined): RuleResult {
  if (reason === undefined) return result
  if (result.status === 'fail') return { ...result, status: 'waived', reason }
  if (result.status !== 'pass') return result
  return {
    ...result,
    message: `${result.id} is waived (“${reason}”), and holds: remove the waiver`,
    needlessWaiver: true,
  }
}
