import type { Report, RuleCoverage } from '../model/report.ts'
import { type FormatOptions, createPaint } from './create-paint.ts'
import { wrapText } from '../text/wrap-text.ts'

const number = new Intl.NumberFormat('en-US')

/** Writes how much was explored: `covered 1,200 of 80,000 schedules in 3.1 s`. */
export function formatCoverage(coverage: RuleCoverage, durationMs?: number): string {
  const { covered, total } = coverage
  const time = durationMs === undefined ? '' : ` in ${(durationMs / 1000).toFixed(1)} s`
  if (coverage.triples !== undefined) return `covered ${countSequences(coverage)}${time}`
  return `covered ${number.format(covered)} of ${countSchedules(total)}${time}`
}

/** `9,120 of 61,000 sequences of three calls, 2,000 of four to eight`; no sequence at all: `no sequences`. */
function countSequences({ triples, longer = 0 }: Pick<RuleCoverage, 'triples' | 'longer'>): string {
  const { covered, total } = triples ?? { covered: 0, total: 0 }
  const part =
    covered === total
      ? `all ${number.format(total)}`
      : `${number.format(covered)} of ${number.format(total)}`
  const three = total === 0 ? '' : `${part} sequences of three calls`
  if (longer === 0) return three === '' ? 'no sequences' : three
  if (three !== '') return `${three}, ${number.format(longer)} of four to eight`
  return `${number.format(longer)} ${longer === 1 ? 'sequence' : 'sequences'} of four to eight calls`
}

/** `1 schedule`, `80,000 schedules`. */
function countSchedules(count: number): string {
  return `${number.format(count)} ${count === 1 ? 'schedule' : 'schedules'}`
}

/**
 * Writes how much the rules that explore have covered, of all subjects together; empty where none did.
 */
export function formatExplored(reports: readonly Report[], options: FormatOptions): string {
  const told = describeExplored(reports)
  if (told === '') return ''
  return wrapText(`Explored ${told}`, { indent: '', width: options.width }).replace(
    'Explored',
    createPaint(options).bold,
  )
}

function describeExplored(reports: readonly Report[]): string {
  const explored = reports
    .flatMap(({ rules }) => rules)
    .filter(({ coverage }) => coverage !== undefined)
  if (explored.length === 0) return ''
  const deep = explored.flatMap(({ coverage }) => (coverage?.triples ? [coverage] : []))
  const covered = explored.filter(({ coverage }) => coverage?.triples === undefined)
  const sequences = deep.length === 0 ? '' : countSequences(sumSequences(deep))
  if (covered.length === 0) return sequences
  const beside = sequences === '' ? '' : `, ${sequences}`
  const sum = (key: 'covered' | 'total'): number =>
    covered.reduce((total, { coverage }) => total + (coverage?.[key] ?? 0), 0)
  const isBroken = covered.some(({ status }) => status === 'fail')
  if (sum('covered') === sum('total'))
    return `${sum('total') === 1 ? 'the only schedule' : `all ${countSchedules(sum('total'))}`}${beside}`
  const more = isBroken ? 'a rule stops at its first failure' : '`--explore MS` goes further'
  return `${number.format(sum('covered'))} of ${countSchedules(sum('total'))}${beside}; ${more}`
}

/** The sequences of all subjects together. */
function sumSequences(all: readonly RuleCoverage[]): Pick<RuleCoverage, 'triples' | 'longer'> {
  const triples = { covered: 0, total: 0 }
  let longer = 0
  for (const each of all) {
    triples.covered += each.triples?.covered ?? 0
    triples.total += each.triples?.total ?? 0
    longer += each.longer ?? 0
  }
  return { triples, longer }
}
