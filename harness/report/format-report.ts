// report/ turns records into text: for a terminal, for CI, as a page, as swim lanes. It only reads records: no
// verdict is made here.

import type { Report } from '../model/report.ts'
import { formatExplored } from './format-coverage.ts'
import { formatFailure, formatObserved } from './format-failure.ts'
import type { FormatOptions } from './create-paint.ts'
import { formatReasons } from './format-reasons.ts'
import { formatLines } from './format-table.ts'

const LEVELS = ['MUST', 'SHOULD', 'MAY'] as const

/**
 * Writes one report as text: the verdict, the failures (MUST first), what was skipped and why.
 *
 * Without options: no colour, no wrapping.
 */
export function formatReport(report: Report, options: FormatOptions = { color: false }): string {
  return [
    formatLines([report], options),
    formatFailures(report, options),
    formatExplored([report], options),
    formatReasons([report], options),
  ]
    .filter((block) => block !== '')
    .join('\n\n')
}

/** Writes the failures of one report, MUST first; empty where there are none. */
export function formatFailures(report: Report, options: FormatOptions): string {
  const obstacle = report.rules.find((rule) => rule.obstacle === true)
  if (obstacle !== undefined) return formatObserved(obstacle, options)
  const failed = report.rules.filter((rule) => rule.status === 'fail')
  return LEVELS.flatMap((level) => failed.filter((rule) => rule.level === level))
    .map((rule) => formatFailure(rule, options, report.module))
    .join('\n\n')
}
