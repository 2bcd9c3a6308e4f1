import type { RuleResult } from '../model/report.ts'
import { type ExploreRuleId, exploreRules } from '../explore/explore-rules.ts'
import type { ExploreFailure, ExploreReport, SpaceResult } from '../explore/explore-report.ts'
import { formatCoverage } from './format-coverage.ts'
import { formatFailure } from './format-failure.ts'
import type { FormatOptions } from './create-paint.ts'
import { wrapText } from '../text/wrap-text.ts'

/**
 * Formats the report of an exploration as text: the verdict, the coverage of each space, and each failure
 * with its steps, its replay token and a test to paste.
 *
 * Without options: no colour, no wrapping.
 */
export function formatExploration(
  report: ExploreReport,
  options: FormatOptions = { color: false },
): string {
  const { subject, verdict, reason, coverage, notes, durationMs } = report
  const { width } = options
  return [
    wrapText(
      reason === undefined
        ? `${subject}: ${verdict}: ${formatCoverage(coverage, durationMs)}`
        : `not explored: ${reason}`,
      { indent: '', width },
    ),
    ...notes.map((note) => wrapText(note, { indent: '  ', width })),
    ...report.spaces.map(formatSpace),
    ...report.spaces.flatMap(({ rule, failure }) =>
      failure === undefined ? [] : ['', formatExploreFailure(rule, failure, options)],
    ),
  ].join('\n')
}

/** Formats the failure of a plan like the failure of a rule, with a test to paste. */
export function formatExploreFailure(
  rule: ExploreRuleId,
  failure: ExploreFailure,
  options: FormatOptions,
): string {
  return formatFailure(toRuleResult(rule, failure), options)
}

function formatSpace({ rule, status, reason, coverage, leftAside }: SpaceResult): string {
  if (status === 'skipped') return `  ${rule}: skipped: ${reason}`
  const aside = leftAside.length === 0 ? '' : `; left aside: ${leftAside.join(', ')}`
  return `  ${rule}: ${status}: ${formatCoverage(coverage)}${aside}`
}

function toRuleResult(id: ExploreRuleId, failure: ExploreFailure): RuleResult {
  const { message, hint, frame, timeline, steps, replay, test } = failure
  return {
    id,
    level: 'MUST',
    status: 'fail',
    title: exploreRules[id].title,
    message,
    hint,
    ...(frame === undefined ? {} : { frame }),
    timeline,
    steps,
    replay,
    test,
    durationMs: 0,
  }
}
