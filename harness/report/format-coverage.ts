import type { RuleCoverage } from '../model/report.ts'

const number = new Intl.NumberFormat('en-US')

/** Writes how much was explored: `covered 1,200 of 80,000 schedules in 3.1 s`. */
export function formatCoverage({ covered, total }: RuleCoverage, durationMs?: number): string {
  const time = durationMs === undefined ? '' : ` in ${(durationMs / 1000).toFixed(1)} s`
  return `covered ${number.format(covered)} of ${countSchedules(total)}${time}`
}

/** `1 schedule`, `80,000 schedules`. */
export function countSchedules(count: number): string {
  return `${number.format(count)} ${count === 1 ? 'schedule' : 'schedules'}`
}
