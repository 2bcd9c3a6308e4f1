import type { Report } from '../model/report.ts'
import { type FormatOptions, type Paint, createPaint } from './create-paint.ts'
import { toPlainText } from '../text/wrap-text.ts'

/** The subject's name and, where it came from a module, that module: `Heartbeat (heartbeat.ts)`. */
export function nameSubject(
  report: Pick<Report, 'subject' | 'module'>,
  isModuleShown = true,
): string {
  const subject = toPlainText(report.subject).replaceAll('\n', ' ')
  return !isModuleShown || report.module === undefined || report.module === report.subject
    ? subject
    : `${subject} (${report.module})`
}

/** The verdict as it reads: one that speaks of less than the whole pattern says so. */
export function formatVerdict({ verdict, profile }: Pick<Report, 'verdict' | 'profile'>): string {
  return verdict === 'conforms' && profile === 'graceful' ? 'conforms (graceful)' : verdict
}

/** The verdict in its colour. */
export function paintVerdict(report: Pick<Report, 'verdict' | 'profile'>, paint: Paint): string {
  const told = formatVerdict(report)
  if (report.verdict === 'conforms') return paint.green(told)
  return report.verdict === 'inconclusive' ? paint.yellow(told) : paint.red(told)
}

/** Writes the verdict on one subject, with its counts, as a line of words. */
export function formatLine(
  report: Pick<Report, 'subject' | 'module' | 'verdict' | 'profile'>,
  counts: string,
  options: FormatOptions,
): string {
  const paint = createPaint(options)
  return `${paint.bold(nameSubject(report))}: ${paintVerdict(report, paint)}: ${counts}`
}

/** Writes how many rules went which way: `57 passed, 2 failed (1 MUST), 9 skipped`. */
export function formatCounts(report: Report): string {
  if (report.rules.some(({ obstacle }) => obstacle === true)) return 'it could not be checked'
  const { fail } = report.counts
  const musts = report.rules.filter(
    (rule) => rule.status === 'fail' && rule.level === 'MUST',
  ).length
  const failed = musts === fail ? `${fail} failed` : `${fail} failed (${musts} MUST)`
  return listCounts(report, failed)
}

/** As {@link formatCounts}, where a broken rule counts whatever its level. */
export function formatPlainCounts(report: Pick<Report, 'counts'>): string {
  return listCounts(report, `${report.counts.fail} failed`)
}

function listCounts({ counts }: Pick<Report, 'counts'>, failed: string): string {
  const { pass, fail, skip, waived, notRun } = counts
  return [
    `${pass} passed`,
    ...(fail > 0 ? [failed] : []),
    ...(skip > 0 ? [`${skip} skipped`] : []),
    ...(waived > 0 ? [`${waived} waived`] : []),
    ...(notRun > 0 ? [`${notRun} not run`] : []),
  ].join(', ')
}

/** Writes how many subjects do what: `3 subjects: 2 conform, 1 violates the pattern.` One is named. */
export function formatTotal(reports: readonly Report[]): string {
  const [only, ...others] = reports
  if (only === undefined) return '0 subjects were checked.'
  const subjects = `${reports.length} subjects:`
  const who = others.length > 0 ? subjects : nameSubject(only, false)
  const count = (verdict: Report['verdict']): number =>
    reports.filter((report) => report.verdict === verdict).length
  const parts = [
    { figure: count('conforms'), one: 'conforms', many: 'conform' },
    { figure: count('violates'), one: 'violates the pattern', many: 'violate the pattern' },
    { figure: count('inconclusive'), one: 'is inconclusive', many: 'are inconclusive' },
    { figure: count('unusable'), one: 'is unusable', many: 'are unusable' },
  ]
  const told = parts
    .filter(({ figure }) => figure > 0)
    .map(({ figure, one, many }) => {
      if (reports.length === 1) return one
      return `${figure} ${figure === 1 ? one : many}`
    })
  return `${who} ${told.join(', ')}.`
}
