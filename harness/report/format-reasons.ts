import type { Report, RuleResult } from '../model/report.ts'
import { type FormatOptions, createPaint } from './create-paint.ts'
import { nameSubject } from './format-subject.ts'
import { wrapText } from '../text/wrap-text.ts'

interface Section {
  readonly heading: string
  isIn(this: void, rule: RuleResult): boolean
}

const NOT_RUN: Section = { heading: 'Not run', isIn: ({ status }) => status === 'not-run' }
const SKIPPED: Section = { heading: 'Skipped', isIn: ({ status }) => status === 'skip' }
const WAIVED: readonly Section[] = [
  { heading: 'Waived', isIn: ({ status }) => status === 'waived' },
  { heading: 'Unneeded waivers', isIn: ({ needlessWaiver }) => needlessWaiver === true },
  {
    heading: 'Unneeded declarations',
    isIn: ({ needlessDeclaration }) => needlessDeclaration !== undefined,
  },
]

/**
 * Writes what was neither passed nor failed, so that nothing is skipped silently: rules that were
 * waived or not run by their reasons, and rules that do not apply as a count, or by their reasons too
 * where `verbose` asks for them.
 *
 * Rules of an unusable subject are left out: one failure explains them all. Empty text where there
 * is nothing to say.
 */
export function formatReasons(reports: readonly Report[], options: FormatOptions): string {
  const checked = reports.filter((report) => report.verdict !== 'unusable')
  const sections = [
    ...WAIVED.map((section) => formatSection(section, checked, options)),
    formatNotRun(
      checked.filter(({ verdict }) => verdict !== 'inconclusive'),
      options,
    ),
    options.verbose === true
      ? formatSection(SKIPPED, checked, options)
      : countSkipped(checked, options),
  ]
  return sections.filter((text) => text !== '').join('\n\n')
}

/** Writes the rules that apply and could not be run, by their reasons; empty where there are none. */
export function formatNotRun(reports: readonly Report[], options: FormatOptions): string {
  return formatSection(NOT_RUN, reports, options)
}

function formatSection(
  { heading, isIn }: Section,
  reports: readonly Report[],
  options: FormatOptions,
): string {
  const groups = groupByReason(reports, isIn)
  if (groups.size === 0) return ''
  const lines = [...groups].map(([reason, { count, ids }]) =>
    formatGroup(count, `${reason} (${listRuleIds([...ids])})`, options),
  )
  return [createPaint(options).bold(heading), ...lines].join('\n')
}

function countSkipped(reports: readonly Report[], options: FormatOptions): string {
  const count = reports.flatMap(({ rules }) => rules).filter(SKIPPED.isIn).length
  if (count === 0) return ''
  const figure = count.toLocaleString('en-US')
  const what = count === 1 ? '1 rule that does not apply' : `${figure} rules that do not apply`
  return wrapText(`Skipped ${what}; \`--verbose\` says why`, {
    indent: '',
    width: options.width,
  }).replace('Skipped', createPaint(options).bold)
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
