import type { TimelineEvent } from '../model/report.ts'
import type { RuleId } from '../model/rule-info.ts'
import type { ExploreRuleId } from './explore-rules.ts'
import type { PlanText } from './plan/plan-text.ts'

/** How much of a space has been run. */
export interface ExploreCoverage {
  /** Schedules that were run. */
  covered: number
  /** Schedules that there are: one or two operations, at every boundary or two. */
  total: number
  /** Boundaries of the scenario: the moments at which a first operation may come. */
  boundaries: number
  /** Of EXPLORE-07: how many sequences of three operations have run, of about how many. */
  triples?: { covered: number; total: number }
  /** Of EXPLORE-07: how many sequences of four to eight operations were sampled. */
  longer?: number
}

/** A schedule that broke something: the shortest that was found. */
export interface ExploreFailure {
  /** The rule whose promise is broken at that moment: `STOP-03`. */
  brokenRule: RuleId
  /** What that rule requires. */
  required: string
  /** What was observed, and where the operations landed. */
  message: string
  plan: PlanText
  /** Runs the same schedule again: `vitest-shutdown check MODULE --replay TOKEN`. */
  replay: string
  /** Every step, with the source line of what runs in it, and what happened in it. */
  steps: TimelineEvent[]
  timeline: TimelineEvent[]
  frame?: string
  /** The next action. */
  hint: string
  /** A test that fails as long as the schedule breaks something, ready to paste. */
  test: string
}

/** What became of the space of one rule. */
export interface SpaceResult {
  rule: ExploreRuleId
  status: 'holds' | 'broken' | 'skipped'
  /** Why it was skipped. */
  reason?: string
  coverage: ExploreCoverage
  /** The rules whose promises were not looked at, because they are broken at any moment and reported. */
  leftAside: RuleId[]
  failure?: ExploreFailure
}

/** The record of an exploration. */
export interface ExploreReport {
  schema: 1
  subject: string
  /**
   * `holds`: nothing was broken in what was covered; `broken`; `not-deterministic`: the scenario did not go
   * the same way twice; `refused`: it uses what no schedule can control.
   */
  verdict: 'holds' | 'broken' | 'not-deterministic' | 'refused'
  /** What everything random began with; where the subject asks for random numbers, the two after it were tried too. */
  seed: number
  /** Why nothing was explored. */
  reason?: string
  coverage: ExploreCoverage
  spaces: SpaceResult[]
  /** What made the exploration coarser or slower than it could be. */
  notes: string[]
  durationMs: number
}
