import type { Report } from '../../harness/model/report.ts'
import { type FormatOptions, createPaint } from '../../harness/report/create-paint.ts'
import { formatFailures } from '../../harness/report/format-report.ts'
import { formatLines } from '../../harness/report/format-table.ts'
import { formatNotRun } from '../../harness/report/format-reasons.ts'

/** What was written for one file, by paths as the user would name them. */
export interface Written {
  readonly source: string
  readonly subject: string
  readonly test: string
  /** How many places say that something is still to be chosen. */
  readonly marks: number
}

/** Writes what was written, what the check says, and the first failure. */
export function formatWritten(
  written: readonly Written[],
  reports: readonly Report[],
  options: FormatOptions,
): string {
  const paint = createPaint(options)
  const files = written.map(({ subject, test, marks }) => {
    const todo = marks === 0 ? '' : `, ${marks} ${marks === 1 ? 'place' : 'places'} marked TODO`
    return `${paint.green('wrote')} ${subject}${todo}\n${paint.green('wrote')} ${test}`
  })
  const failing = reports.find(({ verdict }) => verdict === 'violates' || verdict === 'unusable')
  const inconclusive = reports.filter(({ verdict }) => verdict === 'inconclusive')
  return [
    files.join('\n'),
    formatLines(reports, options),
    failing === undefined ? formatNotRun(inconclusive, options) : formatFirst(failing, options),
    formatNext(written, reports),
  ]
    .filter((block) => block !== '')
    .join('\n\n')
}

/** The failure that leads: what else is broken may follow from it, or can wait. */
function formatFirst(report: Report, options: FormatOptions): string {
  const roots = report.rules.filter(({ status, cause }) => status === 'fail' && cause === undefined)
  const first = roots.find(({ obstacle }) => obstacle === true) ?? roots.find(isMust) ?? roots[0]
  if (first === undefined) return ''
  const rules = report.rules.filter((rule) => rule === first || rule.cause === first.id)
  return formatFailures({ ...report, rules }, options)
}

function isMust({ level }: Report['rules'][number]): boolean {
  return level === 'MUST'
}

function formatNext(written: readonly Written[], reports: readonly Report[]): string {
  const names = written.map(({ subject }) => subject).join(' ')
  const failures = reports.flatMap(({ rules }) => rules.filter(({ status }) => status === 'fail'))
  const more =
    failures.length > 1
      ? `All of it: npx vitest-shutdown check ${names}`
      : `Again: npx vitest-shutdown check ${names}`
  const isUnusable = reports.some(({ verdict }) => verdict === 'unusable')
  const hasMarks = written.some(({ marks }) => marks > 0)
  return isUnusable && hasMarks
    ? `Fill in what is marked TODO, then: npx vitest-shutdown check ${names}`
    : more
}
