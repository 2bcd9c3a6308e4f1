import type { Report, RuleCoverage } from '../model/report.ts'
import { type FormatOptions, createPaint } from './create-paint.ts'

const number = new Intl.NumberFormat('en-US')

/** Writes how much was explored: `covered 1,200 of 80,000 schedules in 3.1 s`. */
export function formatCoverage({ covered, total }: RuleCoverage, durationMs?: number): string {
  const time = durationMs === undefined ? '' : ` in ${(durationMs / 1000).toFixed(1)} s`
  return `covered ${number.format(covered)} of ${countSchedules(total)}${time}`
}

/** `1 schedule`, `80,000 schedules`. */
function countSchedules(count: number): string {
  return `${number.format(count)} ${count === 1 ? 'schedule' : 'schedules'}`
}

/**
 * Writes how much the rules that explore have covered, of all subjects together; empty where none did.
 */
export function formatExplored(reports: readonly Report[], options: FormatOptions): string {
  const covered = reports
    .flatMap(({ rules }) => rules)
    .filter(({ coverage }) => coverage !== undefined)
  if (covered.length === 0) return ''
  const sum = (key: 'covered' | 'total'): number =>
    covered.reduce((total, { coverage }) => total + (coverage?.[key] ?? 0), 0)
  const paint = createPaint(options)
  const isBroken = covered.some(({ status }) => status === 'fail')
  if (sum('covered') === sum('total'))
    return `${paint.bold('Explored')} ${sum('total') === 1 ? 'the only schedule' : `all ${countSchedules(sum('total'))}`}`
  const more = isBroken
    ? 'a rule stops at the first that breaks something'
    : '`--explore MS` goes further'
  return `${paint.bold('Explored')} ${number.format(sum('covered'))} of ${countSchedules(sum('total'))}; ${more}`
}
