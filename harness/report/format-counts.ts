import type { Report } from '../model/report.ts'
import { findObstacle } from './find-obstacle.ts'

/** Writes how many rules went which way: `57 passed, 2 failed (1 MUST), 9 skipped`. */
export function formatCounts(report: Report): string {
  if (findObstacle(report) !== undefined) return 'it could not be checked'
  const { pass, fail, skip, waived, notRun } = report.counts
  const musts = report.rules.filter(
    (rule) => rule.status === 'fail' && rule.level === 'MUST',
  ).length
  const failed = musts === fail ? `${fail} failed` : `${fail} failed (${musts} MUST)`
  return [
    `${pass} passed`,
    ...(fail > 0 ? [failed] : []),
    ...(skip > 0 ? [`${skip} skipped`] : []),
    ...(waived > 0 ? [`${waived} waived`] : []),
    ...(notRun > 0 ? [`${notRun} not run`] : []),
  ].join(', ')
}
