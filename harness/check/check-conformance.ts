// check/ puts it all together: the catalogue of every rule, the run that checks them on one subject, and what the
// explorer offers to tests. Nothing in the harness imports it but the entry.

import type { Profile } from '../model/subject.ts'
import { checkPositive } from '../text/verify.ts'
import { checkSeed } from '../model/seed.ts'
import { createMisfit } from '../explore/plan/replay-token.ts'
import { readReplayRule } from '../explore/real/real-token.ts'
import { ConformanceRun } from './conformance-run.ts'
import type { ExploreProgress, SubjectSource } from '../explore/explore-options.ts'
import { judgeAreaWaivers } from '../model/judge-waiver.ts'
import { createReport } from '../model/create-report.ts'
import type { Report, RuleResult } from '../model/report.ts'
import type { RuleInfo } from '../model/rule-info.ts'
import { rules } from './catalogue.ts'
import { kit00 } from '../trial/rules/kit-00.ts'
import { withOutputPrepared } from '../rig/one-process.ts'
import { verifyRuleIds } from './verify-rule-ids.ts'

/** Options of {@link checkConformance}. */
export interface ConformanceOptions {
  /** Only these rules, and KIT-00. Default: all. */
  only?: readonly string[]
  /** Rules to skip, each with the reason that the report gives. */
  skip?: Readonly<Record<string, string>>
  /**
   * The time for each rule that explores, in real milliseconds. Default: no time limit, but at most 3,000
   * schedules: single operations, and the pairs that represent the others.
   */
  budgetMs?: number
  /** The seed of all randomness in every trial and schedule, an integer >= 0. Default: 1. */
  seed?: number
  /** A replay token from a failure. Runs only that schedule, for the rule that the token names. */
  replay?: string
  /** Checks the subject against this profile instead of its own. */
  profile?: Profile
  /**
   * The module of the subject, for the import in the tests that failures offer to paste. Default: a
   * placeholder.
   */
  source?: SubjectSource
  /** Called before each rule. */
  onStart?(rule: RuleInfo): void
  /** Called after each rule. */
  onResult?(result: RuleResult): void
  /** Called several times a second while a rule explores. */
  onProgress?(progress: ExploreProgress): void
  /** Called from time to time during a check in real time, which may take seconds. */
  onPulse?(): void
}

/**
 * Checks a subject against every rule of the pattern, in virtual time.
 *
 * @returns the report; a subject that breaks rules is a result, not an error
 * @throws {SubjectError} (rejects) when `subject` is not one
 * @throws {TypeError} (rejects) when `only` or `skip` names an unknown rule, `budgetMs` is not > 0, or
 *   `seed` is not an integer >= 0
 * @throws {ReplayError} (rejects) when `replay` is not a token, or is stale
 * @throws {ClockError} (rejects) when other fake timers are installed
 *
 * @example
 * ```ts
 * const report = await checkConformance(subject)
 * console.log(formatReport(report))
 * ```
 */
export async function checkConformance(
  subject: unknown,
  options: ConformanceOptions = {},
): Promise<Report> {
  const { profile, skip = {}, budgetMs, replay, seed, source, onProgress, onPulse } = options
  const only = replay === undefined ? options.only : [readReplayRule(replay)]
  verifyRuleIds([...(only ?? []), ...Object.keys(skip)])
  if (budgetMs !== undefined) checkPositive('budgetMs', budgetMs)
  if (seed !== undefined) checkSeed(seed)
  const run = new ConformanceRun(subject, {
    profile,
    budgetMs,
    replay,
    seed,
    source,
    onProgress,
    onPulse,
  })
  const results = await withOutputPrepared(() => checkRules(run, options, only))
  return createReport(run.subject, judgeAreaWaivers(results, run.subject), run.seed)
}

async function checkRules(
  run: ConformanceRun,
  options: ConformanceOptions,
  only: readonly string[] | undefined,
): Promise<RuleResult[]> {
  const { skip = {}, replay } = options
  const results: RuleResult[] = []
  for (const rule of rules) {
    if (only !== undefined && !only.includes(rule.id) && rule !== kit00) continue
    const reason = skip[rule.id]
    if (reason !== undefined) {
      results.push({
        id: rule.id,
        level: rule.level,
        title: rule.title,
        status: 'not-run',
        reason,
        durationMs: 0,
      })
      continue
    }
    options.onStart?.(rule)
    const result = await run.check(rule)
    if (replay !== undefined && result.status === 'skip')
      throw createMisfit(run.subject.name, replay, result.reason ?? 'the rule does not apply')
    results.push(result)
    options.onResult?.(result)
  }
  return results
}
