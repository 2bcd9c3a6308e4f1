import type { Report, RuleResult } from '../model/report.ts'
import { type FormatOptions, createPaint } from './create-paint.ts'
import { nameSubject } from './format-subject.ts'
import { wrapText } from '../text/wrap-text.ts'

const SECTIONS: readonly { heading: string; isIn: (rule: RuleResult) => boolean }[] = [
  { heading: 'Skipped', isIn: ({ status }) => status === 'skip' },
  { heading: 'Waived', isIn: ({ status }) => status === 'waived' },
  { heading: 'Waived, and needlessly', isIn: ({ needlessWaiver }) => needlessWaiver === true },
  { heading: 'Not run', isIn: ({ status }) => status === 'not-run' },
]

/**
 * Writes what was neither passed nor failed, grouped by reason, so that nothing is skipped silently.
 *
 * Rules of an unusable subject are left out: one failure explains them all. Empty text where there
 * is nothing to say.
 */
export function formatReasons(reports: readonly Report[], options: FormatOptions): string {
  const paint = createPaint(options)
  const checked = reports.filter((report) => report.verdict !== 'unusable')
  return SECTIONS.flatMap(({ heading, isIn }) => {
    const groups = groupByReason(checked, isIn)
    if (groups.size === 0) return []
    const lines = [...groups].map(([reason, { count, ids }]) =>
      formatGroup(count, `${reason} (${listRuleIds([...ids])})`, options),
    )
    return [[paint.bold(heading), ...lines].join('\n')]
  }).join('\n\n')
}

function groupByReason(
  reports: readonly Report[],
  isIn: (rule: RuleResult) => boolean,
): Map<string, { count: number; ids: Set<string> }> {
  const groups = new Map<string, { count: number; ids: Set<string> }>()
  for (const report of reports) {
    for (const rule of report.rules) {
      if (!isIn(rule)) continue
      const reason = findReason(rule, report, reports.length > 1)
      const group = groups.get(reason) ?? { count: 0, ids: new Set() }
      group.count += 1
      group.ids.add(rule.id)
      groups.set(reason, group)
    }
  }
  return groups
}

function findReason(rule: RuleResult, report: Report, isOneOfMany: boolean): string {
  const reason = rule.reason ?? rule.message ?? 'no reason given'
  if (rule.status === 'skip' || rule.status === 'not-run') return reason
  // What was observed matters where a rule is waived, and on which subject.
  const observed = rule.status === 'waived' && rule.message !== undefined ? `: ${rule.message}` : ''
  return `${isOneOfMany ? `${nameSubject(report)}: ` : ''}${reason}${observed}`
}

const INDENT = ' '.repeat(6)

function formatGroup(count: number, text: string, options: FormatOptions): string {
  const { width } = options
  const wrapped = wrapText(text, { indent: INDENT, width })
  return `${String(count).padStart(4)}  ${wrapped.slice(INDENT.length)}`
}

/**
 * Writes rule ids in short, neighbours of one area as a range.
 *
 * @example
 * ```ts
 * listRuleIds(['TIME-01', 'TIME-02', 'TIME-03', 'LOG-01']) // => 'TIME-01…03, LOG-01'
 * ```
 */
export function listRuleIds(ids: readonly string[]): string {
  const runs: { area: string; first: string; last: string }[] = []
  for (const id of ids) {
    const dash = id.lastIndexOf('-')
    const area = id.slice(0, dash)
    const number = id.slice(dash + 1)
    const run = runs.at(-1)
    if (run?.area === area && Number(run.last) + 1 === Number(number)) run.last = number
    else runs.push({ area, first: number, last: number })
  }
  return runs
    .map(({ area, first, last }) => {
      if (first === last) return `${area}-${first}`
      return `${area}-${first}${Number(last) - Number(first) === 1 ? ', ' : '…'}${last}`
    })
    .join(', ')
}
