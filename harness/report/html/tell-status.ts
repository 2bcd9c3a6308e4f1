import { isNeedless } from '../../model/judge-waiver.ts'
import { formatVerdict } from '../format-subject.ts'
import type { Report, RuleResult } from '../../model/report.ts'

/** How a page speaks of something: a word with a sign, and a class that gives the colour. */
export interface Telling {
  word: string
  tone: 'good' | 'warn' | 'bad' | 'faint'
}

/** Says how a rule went. */
export function tellStatus(rule: RuleResult): Telling {
  if (rule.needlessWaiver === true) return { word: '! waived', tone: 'warn' }
  if (isNeedless(rule)) return { word: '! declared', tone: 'warn' }
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

const VERDICTS: Readonly<Record<Report['verdict'], (verdict: string) => Telling>> = {
  conforms: (verdict) => ({ word: `✓ ${verdict}`, tone: 'good' }),
  violates: (verdict) => ({ word: `✗ ${verdict}`, tone: 'bad' }),
  inconclusive: (verdict) => ({ word: `? ${verdict}`, tone: 'warn' }),
  unusable: (verdict) => ({ word: `? ${verdict}`, tone: 'warn' }),
}

/** Says what became of a subject. */
export function tellVerdict(report: Report): Telling {
  return VERDICTS[report.verdict](formatVerdict(report))
}
