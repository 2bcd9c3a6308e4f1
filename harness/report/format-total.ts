import type { Report } from '../model/report.ts'
import { nameSubject } from './name-subject.ts'

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
