import type { Profile } from './subject.ts'
import type { Report, RuleResult, Verdict } from './report.ts'

/**
 * Puts results together to the record of one subject.
 *
 * @param seed what everything random began with, where trials were made
 */
export function createReport(
  {
    name,
    ownership,
    profile = 'full',
  }: Pick<Report, 'ownership'> & { name: string; profile?: Profile | undefined },
  results: RuleResult[],
  seed?: number,
): Report {
  return {
    schema: 2,
    subject: name,
    ownership,
    verdict: findVerdict(results),
    profile,
    ...(seed === undefined ? {} : { seed }),
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
  const musts = results.filter(({ level }) => level === 'MUST')
  const broken = musts.filter(({ status }) => status === 'fail')
  if (broken.some(({ id }) => id === 'KIT-00')) return 'unusable'
  if (broken.length > 0) return 'violates'
  return musts.some(({ status }) => status === 'not-run') ? 'inconclusive' : 'conforms'
}
