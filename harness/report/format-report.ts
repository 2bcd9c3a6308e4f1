// report/ turns records into text: for a terminal, for CI, as a page, as swim lanes. It only reads records: no
// verdict is made here.

import type { Report, RuleResult } from '../model/report.ts'
import { formatExplored } from './format-coverage.ts'
import { formatFailure, formatObserved } from './format-failure.ts'
import type { FormatOptions } from './create-paint.ts'
import { wrapText } from '../text/wrap-text.ts'
import { formatNotRun, formatReasons } from './format-reasons.ts'
import { nameSubject } from './format-subject.ts'
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

/**
 * Formats the failures of one report, MUST first. Empty if there are none.
 *
 * @param isMinorShown `false` leaves out what {@link formatMinorOfAll} says of several reports
 */
export function formatFailures(
  report: Report,
  options: FormatOptions,
  isMinorShown = true,
): string {
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
    isMinorShown ? formatMinor(roots.filter(isMinor), options) : '',
  ]
    .filter((block) => block !== '')
    .join('\n\n')
}

/** SHOULDs that nearly every manager breaks: a line each is enough. */
const MINOR: ReadonlySet<string> = new Set(['STOP-09', 'WORK-05'])

function isMinor({ id, level }: RuleResult): boolean {
  return level !== 'MUST' && MINOR.has(id)
}

/** Formats the minor failures of several reports: a line for each rule, with the subjects that break it. */
export function formatMinorOfAll(reports: readonly Report[], options: FormatOptions): string {
  const found = reports.flatMap((report) =>
    report.rules
      .filter((rule) => rule.status === 'fail' && rule.cause === undefined && isMinor(rule))
      .map((rule) => ({ rule, subject: nameSubject(report, false) })),
  )
  return [...MINOR]
    .flatMap((minor) => {
      const [first, ...others] = found.filter(({ rule }) => rule.id === minor)
      if (first === undefined) return []
      const { id, level, title, message = title } = first.rule
      const more = others.length === 0 ? '' : ` and ${others.length} more`
      const text = `[${id}] ${level}: ${message} (${first.subject}${more})`
      return [wrapText(text, { indent: '', width: options.width })]
    })
    .join('\n')
}

function formatMinor(rules: readonly RuleResult[], options: FormatOptions): string {
  const { width } = options
  return rules
    .map(({ id, level, title, message = title }) =>
      wrapText(`[${id}] ${level}: ${message}`, { indent: '', width }),
    )
    .join('\n')
}
