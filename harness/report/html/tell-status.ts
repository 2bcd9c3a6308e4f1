import type { Report, RuleResult } from '../../model/report.ts'

/** How a page speaks of something: a word with a sign, and a class that gives the colour. */
export interface Telling {
  word: string
  tone: 'good' | 'warn' | 'bad' | 'faint'
}

/** Says how a rule went. */
export function tellStatus(rule: RuleResult): Telling {
  if (rule.needlessWaiver === true) return { word: '! waived', tone: 'warn' }
  if (rule.status === 'fail') {
    return rule.level === 'MUST'
      ? { word: '✗ failed', tone: 'bad' }
      : { word: '✗ not met', tone: 'warn' }
  }
  return STATUSES[rule.status]
}

const STATUSES: Readonly<Record<Exclude<RuleResult['status'], 'fail'>, Telling>> = {
  pass: { word: '✓ passed', tone: 'good' },
  skip: { word: '– skipped', tone: 'faint' },
  waived: { word: '~ waived', tone: 'warn' },
  'not-run': { word: '? not run', tone: 'faint' },
}

/** Says what became of a subject. */
export function tellVerdict({ verdict }: Report): Telling {
  if (verdict === 'conforms') return { word: '✓ conforms', tone: 'good' }
  return verdict === 'violates'
    ? { word: '✗ violates', tone: 'bad' }
    : { word: '? unusable', tone: 'warn' }
}
