// report/ turns records into text: for a terminal, for CI, as a page, as swim lanes. It only reads records: no
// verdict is made here.

import type { Report, RuleResult } from '../model/report.ts'
import { formatExplored } from './format-coverage.ts'
import { formatFailure, formatObserved } from './format-failure.ts'
import type { FormatOptions } from './create-paint.ts'
import { wrapText } from '../text/wrap-text.ts'
import { formatNotRun, formatReasons } from './format-reasons.ts'
import { formatLines } from './format-table.ts'

const LEVELS = ['MUST', 'SHOULD', 'MAY'] as const

/**
 * Formats one report as text: the verdict, the failures (MUST first), and what was skipped and why.
 *
 * Without options: no colour, no wrapping.
 */
export function formatReport(report: Report, options: FormatOptions = { color: false }): string {
  return [
    formatLines([report], options),
    report.verdict === 'inconclusive' ? formatNotRun([report], options) : '',
    formatFailures(report, options),
    formatExplored([report], options),
    formatReasons([report], options),
  ]
    .filter((block) => block !== '')
    .join('\n\n')
}

/** Formats the failures of one report, MUST first. Empty if there are none. */
export function formatFailures(report: Report, options: FormatOptions): string {
  const obstacle = report.rules.find((rule) => rule.obstacle === true)
  if (obstacle !== undefined) return formatObserved(obstacle, options)
  const failed = report.rules.filter((rule) => rule.status === 'fail')
  const roots = failed.filter(({ cause }) => cause === undefined)
  const told = roots.filter((rule) => !isMinor(rule))
  return [
    ...LEVELS.flatMap((level) => told.filter((rule) => rule.level === level)).map((rule) => {
      const others = failed.filter(({ cause }) => cause === rule.id).map(({ id }) => id)
      return formatFailure(rule, options, { module: report.module, others })
    }),
    formatMinor(roots.filter(isMinor), options),
  ]
    .filter((block) => block !== '')
    .join('\n\n')
}

/** SHOULDs that nearly every manager breaks: a line each is enough. */
const MINOR: ReadonlySet<string> = new Set(['STOP-09', 'WORK-05'])

function isMinor({ id, level }: RuleResult): boolean {
  return level !== 'MUST' && MINOR.has(id)
}

function formatMinor(rules: readonly RuleResult[], options: FormatOptions): string {
  const { width } = options
  return rules
    .map(({ id, level, title, message = title }) =>
      wrapText(`[${id}] ${level}: ${message}`, { indent: '', width }),
    )
    .join('\n')
}
