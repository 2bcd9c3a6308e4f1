import type { TimelineEvent } from '../model/report.ts'
import type { RuleId } from '../model/rule-info.ts'
import type { ExploreRuleId } from './explore-rules.ts'
import type { PlanText } from './plan/plan-text.ts'

/** How many of the possible schedules were run. */
export interface ExploreCoverage {
  /** How many schedules were run. */
  covered: number
  /** How many schedules there are: one operation at every boundary, and two at every pair of boundaries. */
  total: number
  /** How many boundaries the scenario has: moments at which a first operation may come. */
  boundaries: number
  /** For EXPLORE-07: how many sequences of three operations were run, and about how many there are. */
  triples?: { covered: number; total: number }
  /** For EXPLORE-07: how many sequences of four to eight operations were sampled. */
  longer?: number
}

/** The shortest schedule found that breaks a promise. */
export interface ExploreFailure {
  /** The rule whose promise it breaks: `STOP-03`. */
  brokenRule: RuleId
  /** What that rule requires. */
  required: string
  /** What was observed, and where the operations landed. */
  message: string
  plan: PlanText
  /** The token that runs the same schedule again: `vitest-shutdown check MODULE --replay TOKEN`. */
  replay: string
  /** Every step, with the source line that runs in it and what happened. */
  steps: TimelineEvent[]
  timeline: TimelineEvent[]
  frame?: string
  /** What to do next. */
  hint: string
  /** A test to paste, which fails as long as the schedule breaks the promise. */
  test: string
}

/** The result for the space of one rule. */
export interface SpaceResult {
  rule: ExploreRuleId
  status: 'holds' | 'broken' | 'skipped'
  /** Why it was skipped. */
  reason?: string
  coverage: ExploreCoverage
  /**
   * The rules whose promises were not checked here, because they are broken at any moment and already
   * reported.
   */
  leftAside: RuleId[]
  failure?: ExploreFailure
}

/** The report of an exploration. */
export interface ExploreReport {
  schema: 1
  subject: string
  /**
   * - `holds`: no schedule that was run broke a promise
   * - `broken`: a schedule broke one
   * - `not-deterministic`: the scenario did not go the same way twice
   * - `refused`: the subject uses something that no schedule can control
   */
  verdict: 'holds' | 'broken' | 'not-deterministic' | 'refused'
  /** The seed of all randomness. If the subject uses random numbers, the next two seeds were tried too. */
  seed: number
  /** Why nothing was explored. */
  reason?: string
  coverage: ExploreCoverage
  spaces: SpaceResult[]
  /** Why the exploration was coarser or slower than it could be, in sentences. */
  notes: string[]
  durationMs: number
}
