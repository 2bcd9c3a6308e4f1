import type { Report } from '../model/report.ts'

/** What the endpoint badge of shields.io reads. */
interface Badge {
  schemaVersion: 1
  label: string
  message: string
  color: 'brightgreen' | 'yellowgreen' | 'red' | 'lightgrey'
}

/**
 * Formats reports as a badge for a README: JSON in the format of shields.io's endpoint badge.
 *
 * For one subject it shows the verdict and how many of the applicable rules hold (`conforms 55/57`); for
 * several, how many conform (`5 of 6 conform`). Green when all conform, yellowish when a SHOULD or MAY is
 * broken or a rule is waived, red when a MUST is broken, grey when there is no verdict.
 *
 * @example
 * ```ts
 * writeFileSync('badge.json', formatBadge([await checkConformance(subject)]))
 * ```
 */
export function formatBadge(reports: readonly Report[]): string {
  const badge: Badge = {
    schemaVersion: 1,
    label: 'shutdown',
    message: formatMessage(reports),
    color: findColor(reports),
  }
  return `${JSON.stringify(badge)}\n`
}

function formatMessage(reports: readonly Report[]): string {
  const [report, ...others] = reports
  if (report === undefined) return 'not checked'
  if (others.length > 0) {
    const conforming = reports.filter(({ verdict }) => verdict === 'conforms')
    return `${conforming.length} of ${reports.length} conform`
  }
  if (report.verdict === 'unusable') return 'not checked'
  const { pass, fail, waived } = report.counts
  return `${report.verdict} ${pass}/${pass + fail + waived}`
}

function findColor(reports: readonly Report[]): Badge['color'] {
  if (reports.some(({ verdict }) => verdict === 'violates')) return 'red'
  if (
    reports.length === 0 ||
    reports.some(({ verdict }) => verdict === 'unusable' || verdict === 'inconclusive')
  ) {
    return 'lightgrey'
  }
  const isPerfect = reports.every(({ counts }) => counts.fail === 0 && counts.waived === 0)
  return isPerfect ? 'brightgreen' : 'yellowgreen'
}
