import type { Report } from '../model/report.ts'

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
