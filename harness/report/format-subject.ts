import type { Report } from '../model/report.ts'
import { type FormatOptions, type Paint, createPaint } from './create-paint.ts'
import { toPlainText, wrapText } from '../text/wrap-text.ts'

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

/** Writes the verdict on one subject, with its counts: one line, or more where the terminal is narrow. */
export function formatLine(
  report: Pick<Report, 'subject' | 'module' | 'verdict' | 'profile'>,
  counts: string,
  options: FormatOptions,
): string {
  const paint = createPaint(options)
  const { width = Infinity } = options
  const name = nameSubject(report)
  const head = `${paint.bold(name)}: ${paintVerdict(report, paint)}`
  return `${name}: ${formatVerdict(report)}: ${counts}`.length <= width
    ? `${head}: ${counts}`
    : `${head}\n${wrapText(counts, { indent: '  ', width })}`
}

/** Writes how many rules went which way: `57 rules passed, 1 MUST failed, 1 SHOULD failed, 9 skipped`. */
export function formatCounts(report: Report): string {
  if (report.rules.some(({ obstacle }) => obstacle === true)) return 'it could not be checked'
  if (report.verdict === 'unusable') return 'KIT-00 failed, and no other rule was run'
  const { pass } = report.counts
  const failed = (['MUST', 'SHOULD', 'MAY'] as const).flatMap((level) => {
    const broken = report.rules.filter((rule) => rule.status === 'fail' && rule.level === level)
    return broken.length > 0 ? [`${broken.length} ${level} failed`] : []
  })
  return listCounts(report, [`${pass} ${pass === 1 ? 'rule' : 'rules'} passed`, ...failed])
}

/** As {@link formatCounts}, where a broken rule counts whatever its level. */
export function formatPlainCounts(report: Pick<Report, 'counts'>): string {
  const { pass, fail } = report.counts
  return listCounts(report, [`${pass} passed`, ...(fail > 0 ? [`${fail} failed`] : [])])
}

function listCounts({ counts }: Pick<Report, 'counts'>, judged: readonly string[]): string {
  const { skip, waived, notRun } = counts
  return [
    ...judged,
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
