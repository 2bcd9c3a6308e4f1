import type { Report, RuleResult, Verdict } from './report.ts'

/** Puts results together to the record of one subject. */
export function createReport(
  { name, ownership }: Pick<Report, 'ownership'> & { name: string },
  results: RuleResult[],
): Report {
  return {
    schema: 1,
    subject: name,
    ownership,
    verdict: findVerdict(results),
    counts: countResults(results),
    rules: results,
  }
}

/** How many rules went which way. */
export function countResults(results: readonly RuleResult[]): Report['counts'] {
  const count = (status: RuleResult['status']): number =>
    results.filter((result) => result.status === status).length
  return {
    pass: count('pass'),
    fail: count('fail'),
    skip: count('skip'),
    waived: count('waived'),
    notRun: count('not-run'),
  }
}

function findVerdict(results: readonly RuleResult[]): Verdict {
  const broken = results.filter(({ level, status }) => level === 'MUST' && status === 'fail')
  if (broken.some(({ id }) => id === 'KIT-00')) return 'unusable'
  return broken.length > 0 ? 'violates' : 'conforms'
}
