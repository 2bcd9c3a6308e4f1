import type { RuleNote } from '../model/report.ts'
import type { RuleInfo } from '../model/rule-info.ts'
import type { Lab } from './lab.ts'

/** One promise of the pattern, as data, and the check that proves it. */
export interface Rule extends RuleInfo {
  /**
   * Runs the scenarios of the rule, each on a fresh subject under a fresh clock.
   *
   * @returns what goes into the record besides the verdict
   * @throws {RuleFailure} when the subject breaks the rule
   * @throws {NotApplicable} when the rule turns out to say nothing about this subject
   */
  check(lab: Lab): Promise<RuleNote | void>
}
