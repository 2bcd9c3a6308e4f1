import { existsSync } from 'node:fs'
import { isAbsolute, relative, resolve } from 'node:path'
import type { Report } from '../../harness/model/report.ts'
import { type FormatOptions, createPaint } from '../../harness/report/create-paint.ts'
import { formatExplored } from '../../harness/report/format-coverage.ts'
import { formatNotRun, formatReasons } from '../../harness/report/format-reasons.ts'
import { formatFailures, formatMinorOfAll } from '../../harness/report/format-report.ts'
import { wrapText } from '../../harness/text/wrap-text.ts'
import { formatLines, formatTable } from '../../harness/report/format-table.ts'
import { formatTotal, nameSubject } from '../../harness/report/format-subject.ts'

/** Writes the outcome of a check: what held where, then each failure, then what was skipped and why. */
export function formatCheck(
  reports: readonly Report[],
  options: FormatOptions & { isTerminal: boolean; isReplay: boolean },
): string {
  const paint = createPaint(options)
  const isAlone = reports.length === 1
  const failures = reports
    .map((report) => ({
      name: nameSubject(report),
      text: formatFailures(report, options, isAlone),
    }))
    .filter(({ text }) => text !== '')
    .map(({ name, text }) => (isAlone ? text : `${paint.bold(`── ${name} ──`)}\n\n${text}`))
  return [
    formatHead(reports, options),
    formatNotRun(
      reports.filter(({ verdict }) => verdict === 'inconclusive'),
      options,
    ),
    ...failures,
    isAlone ? '' : formatMinorOfAll(reports, options),
    options.isReplay ? '' : formatExplored(reports, options),
    formatReasons(reports, options),
    isAlone ? '' : wrapText(formatTotal(reports), { indent: '', width: options.width }),
  ]
    .filter((block) => block !== '')
    .join('\n\n')
}

function formatHead(
  reports: readonly Report[],
  { isTerminal, isReplay, ...options }: FormatOptions & { isTerminal: boolean; isReplay: boolean },
): string {
  if (!isReplay) return isTerminal ? formatTable(reports, options) : formatLines(reports, options)
  const paint = createPaint(options)
  // That all rules but one were not asked is no news: what became of the plan is.
  return reports
    .map((report) =>
      report.rules.some(({ coverage, status }) => coverage !== undefined && status === 'pass')
        ? `${paint.bold(nameSubject(report))}: this plan no longer breaks anything`
        : formatLines([report], options),
    )
    .join('\n')
}

/** Writes the annotations of a check for GitHub Actions; paths are relative to the repository. */
export async function writeAnnotations(
  reports: readonly Report[],
  directory: string,
): Promise<string> {
  // Loaded only where they are wanted.
  const { formatAnnotations } = await import('../../harness/report/format-annotations.ts')
  const root = process.env.GITHUB_WORKSPACE ?? directory
  return formatAnnotations(reports, {
    locate: (path) => {
      const absolute = resolve(directory, path)
      const inside = relative(root, absolute)
      if (inside.startsWith('..') || isAbsolute(inside) || !existsSync(absolute)) return undefined
      return inside.replaceAll('\\', '/')
    },
  })
}
