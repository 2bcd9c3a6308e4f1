import type { Level, RuleId } from './rule-info.ts'
import type { Profile } from './subject.ts'

/** The outcome of one rule. */
export type RuleStatus = 'pass' | 'fail' | 'skip' | 'waived' | 'not-run'

/** An event of a check, at a moment of virtual time. */
export interface TimelineEvent {
  /** Virtual milliseconds since the subject was created. */
  atMs: number
  event: string
  /** What is wrong with this event, if the rule objects to it. */
  mark?: string
  /**
   * The lane it is drawn in: its handle (`a` is the manager, `b` the first clone), or `work`, `log`,
   * `cleanup` or `timer`. Absent on remarks.
   */
  lane?: string
  /** The number of the run or call that begins with this event, unique in its lane. */
  begins?: number
  /** The number of the run or call that ends with this event. */
  ends?: number
  /** A short label for drawing it in its lane: `#2`, `shutdown()`. Default: the event. */
  label?: string
  /** Set if the run or call ends in failure. */
  failed?: true
  /** The level of a log line. */
  level?: 'debug' | 'info' | 'warn' | 'error'
}

/** The result of one rule for one subject. */
export interface RuleResult {
  id: RuleId
  level: Level
  status: RuleStatus
  /** What the rule requires. */
  title: string
  /** What was observed, if the rule failed or is waived, or if a waiver or declaration is not needed. */
  message?: string
  /** Why it was skipped, waived or not run. */
  reason?: string
  /** Set if the rule is waived although it holds, which is a finding. */
  needlessWaiver?: true
  /**
   * A capability that the subject declares and does not need, such as `concurrency`, if the rule holds.
   * It is a finding.
   */
  needlessDeclaration?: string
  /** Set on KIT-00 if there was nothing to check, because the module or the subject was unusable. */
  obstacle?: true
  /** What to do next, if the rule failed. */
  hint?: string
  /** The frame of the user's code nearest to the cause, if known: `tick (src/heartbeat.ts:31:12)`. */
  frame?: string
  timeline?: TimelineEvent[]
  /** What the subject printed in the trial that broke the rule, through `console` or otherwise. */
  output?: string
  /** For a rule that explores: every step of the schedule that broke it, with its source line. */
  steps?: TimelineEvent[]
  /** For a rule that explores: the token that runs the failing schedule again, with `--replay`. */
  replay?: string
  /** For a rule that explores: a test to paste, which fails as long as the rule is broken. */
  test?: string
  /** For a rule that explores: how many of its schedules were run. */
  coverage?: RuleCoverage
  /**
   * The rule, earlier in the report, that is broken for the same reason: the same call goes wrong at the
   * same moment in the same way.
   */
  cause?: RuleId
  /** How long the check took, in real milliseconds. */
  durationMs: number
}

/** What the record of a rule holds besides its verdict. */
export type RuleNote = Pick<
  RuleResult,
  'coverage' | 'replay' | 'steps' | 'test' | 'message' | 'needlessDeclaration'
>

/** How many of the possible schedules were run. */
export interface RuleCoverage {
  covered: number
  /** All schedules: one operation at every boundary of the scenario, and two at every pair of boundaries. */
  total: number
  /** The moments of the scenario: every timer, immediate, await, microtask and tick. */
  boundaries?: number
  /** For EXPLORE-07: how many sequences of three operations were run, and about how many there are. */
  triples?: { covered: number; total: number }
  /** For EXPLORE-07: how many sequences of four to eight operations were sampled. */
  longer?: number
}

/**
 * - `conforms`: every MUST that applies was run and holds.
 * - `violates`: a MUST is broken.
 * - `inconclusive`: no MUST is broken, but one that applies could not be run.
 * - `unusable`: KIT-00 failed, and nothing else was run.
 */
export type Verdict = 'conforms' | 'violates' | 'inconclusive' | 'unusable'

/** The report on one subject. Its format is stable: see `schema`. */
export interface Report {
  schema: 2
  /** The module of the subject, if the command checked it. */
  module?: string
  subject: string
  ownership: 'owned' | 'shared'
  verdict: Verdict
  /** `graceful`: the manager promises no drop and no log lines. Absent in the record of a probe. */
  profile?: Profile
  /** The seed of all randomness in every trial and schedule. Absent in the report of a probe. */
  seed?: number
  counts: { pass: number; fail: number; skip: number; waived: number; notRun: number }
  rules: RuleResult[]
}
