import type { Report, RuleResult } from '../model/report.ts'

/**
 * Returns why a subject was not checked at all: its module was not found, or it is no subject.
 *
 * Such a report has one result, KIT-00, and no hint of a rule: none was run.
 */
export function findObstacle(report: Report): RuleResult | undefined {
  const [only, ...others] = report.rules
  return others.length === 0 && only?.status === 'fail' && only.hint === undefined
    ? only
    : undefined
}
