import type { Level, RuleId } from './rule.ts'

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
}

/** How much of what a rule could try was tried. */
export interface Coverage {
  covered: number
  total: number
}

/** The record of one rule on one subject. */
export interface RuleResult {
  id: RuleId
  level: Level
  status: RuleStatus
  /** What the rule requires. */
  title: string
  /** What was observed, when the rule failed, is waived, or is waived needlessly. */
  message?: string
  /** Why it was skipped, waived or not run. */
  reason?: string
  /** The next action, when the rule failed. */
  hint?: string
  /** The frame of the user's own code nearest to the cause, when known: `tick (src/heartbeat.ts:31:12)`. */
  frame?: string
  timeline?: TimelineEvent[]
  /** The token that repeats the failure, where it was found by exploring. */
  replay?: string
  /** How much was explored, where the rule explores. */
  coverage?: Coverage
  /** Real milliseconds the check took. */
  durationMs: number
}

/** `conforms`: no MUST fails; `violates`: one does; `unusable`: KIT-00 failed, nothing else was run. */
export type Verdict = 'conforms' | 'violates' | 'unusable'

/** The record of one subject. Stable: see `schema`. */
export interface Report {
  schema: 1
  /** The module the subject came from, when the command checked one. */
  module?: string
  subject: string
  ownership: 'owned' | 'shared'
  verdict: Verdict
  counts: { pass: number; fail: number; skip: number; waived: number; notRun: number }
  rules: RuleResult[]
}
