import type { RuleResult } from '../model/report.ts'

/**
 * Whether a rule holds although it is waived, which is a finding.
 *
 * A rule that holds has nothing else to say, unless it says how much it has explored.
 */
export function isNeedlessWaiver({ status, message, coverage }: RuleResult): boolean {
  return status === 'pass' && message !== undefined && coverage === undefined
}
