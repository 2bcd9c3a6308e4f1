import type { Level, RuleId } from './rule-info.ts'
import type { Profile } from './subject.ts'

/** How one rule went. */
export type RuleStatus = 'pass' | 'fail' | 'skip' | 'waived' | 'not-run'

/** Something that happened during a check, at a virtual time. */
export interface TimelineEvent {
  /** Virtual milliseconds since the subject was created. */
  atMs: number
  event: string
  /** Set on the event that the rule objects to. */
  mark?: string
  /**
   * Where it is drawn: the handle it happens to (`a` is the manager, `b` the first clone), or `work`,
   * `log`, `cleanup`, `timer`. Absent on a remark.
   */
  lane?: string
  /** The number, of its own in its lane, of what begins with it: a run, or a call. */
  begins?: number
  /** The number of what ends with it. */
  ends?: number
  /** What its lane calls it, where the lane itself says the rest: `#2`, `shutdown()`. Default: the event. */
  label?: string
  /** Set where a run or a call ends in failure. */
  failed?: true
  /** Of a line in the lane `log`. */
  level?: 'debug' | 'info' | 'warn' | 'error'
}

/** The record of one rule on one subject. */
export interface RuleResult {
  id: RuleId
  level: Level
  status: RuleStatus
  /** What the rule requires. */
  title: string
  /** What was observed, when the rule failed, is waived, or shows a waiver or a declaration to be needless. */
  message?: string
  /** Why it was skipped, waived or not run. */
  reason?: string
  /** Set where the rule is waived although it holds, which is a finding. */
  needlessWaiver?: true
  /** Of a rule that holds: what the subject declares and does not need, which is a finding: `concurrency`. */
  needlessDeclaration?: string
  /** Of KIT-00: set where there was nothing to check, because the module or the subject was unusable. */
  obstacle?: true
  /** The next action, when the rule failed. */
  hint?: string
  /** The frame of the user's own code nearest to the cause, when known: `tick (src/heartbeat.ts:31:12)`. */
  frame?: string
  timeline?: TimelineEvent[]
  /** What the subject printed in the trial that broke the rule, by `console` or otherwise. */
  output?: string
  /** Of a rule that explores: every step of the schedule that broke it, with its source line. */
  steps?: TimelineEvent[]
  /** Of a rule that explores: runs the schedule that broke it again, with `--replay`. */
  replay?: string
  /** Of a rule that explores: a test that fails as long as it is broken, ready to paste. */
  test?: string
  /** Of a rule that explores: how much of its space was run. */
  coverage?: RuleCoverage
  /**
   * Set on a broken rule whose cause is that of another one, further up: the same call goes wrong at
   * the same moment in the same way.
   */
  cause?: RuleId
  /** Real milliseconds the check took. */
  durationMs: number
}

/** What the record of a rule holds besides its verdict. */
export type RuleNote = Pick<
  RuleResult,
  'coverage' | 'replay' | 'steps' | 'test' | 'message' | 'needlessDeclaration'
>

/** How many of the schedules that there are were run. */
export interface RuleCoverage {
  covered: number
  /** One operation at every boundary of the scenario, and two at every two boundaries. */
  total: number
  /** The moments of the scenario: every timer, immediate, await, microtask and tick. */
  boundaries?: number
  /** Of EXPLORE-07: how many sequences of three operations were run, of about how many. */
  triples?: { covered: number; total: number }
  /** Of EXPLORE-07: how many sequences of four to eight operations were sampled. */
  longer?: number
}

/**
 * - `conforms`: every MUST that applies was run and holds.
 * - `violates`: a MUST is broken.
 * - `inconclusive`: no MUST is broken, but one that applies could not be run.
 * - `unusable`: KIT-00 failed, and nothing else was run.
 */
export type Verdict = 'conforms' | 'violates' | 'inconclusive' | 'unusable'

/** The record of one subject. Stable: see `schema`. */
export interface Report {
  schema: 2
  /** The module the subject came from, when the command checked one. */
  module?: string
  subject: string
  ownership: 'owned' | 'shared'
  verdict: Verdict
  /** `graceful`: the manager promises no drop and no log lines. Absent in the record of a probe. */
  profile?: Profile
  /** What everything random began with, in every trial and schedule. Absent in the report of a probe. */
  seed?: number
  counts: { pass: number; fail: number; skip: number; waived: number; notRun: number }
  rules: RuleResult[]
}
