import type { Lab } from './lab.ts'
import type { RuleResult } from './report.ts'

/** A violation of a MUST fails the subject; SHOULD and MAY are reported. */
export type Level = 'MUST' | 'SHOULD' | 'MAY'

/** The part of the pattern a rule belongs to. */
export type Area =
  | 'KIT'
  | 'STOP'
  | 'DROP'
  | 'CLONE'
  | 'WORK'
  | 'TIME'
  | 'CLEAN'
  | 'STATE'
  | 'LOG'
  | 'LEAK'
  | 'PROC'
  | 'EXPLORE'

/** A stable id such as `STOP-02`: never renumbered, never reused. */
export type RuleId = `${Area}-${string}`

/** Something a rule needs from the subject; where it is absent the rule is skipped, with the reason. */
export type Capability =
  | 'drop'
  | 'clone'
  | 'signal'
  | 'asyncDispose'
  | 'timeout'
  | 'cleanup'
  | 'start'
  | 'callerSignal'
  /** A process that gets signals. */
  | 'signals'
  /** Real time. */
  | 'real'
  | 'worker'
  | 'gc'

/** What the record of a rule holds besides its verdict. */
export type RuleNote = Pick<RuleResult, 'coverage' | 'replay' | 'steps' | 'test'>

/** One promise of the pattern, as data. */
export interface Rule {
  readonly id: RuleId
  readonly level: Level
  /** What is required, in one sentence. */
  readonly title: string
  /** The next action when it fails, in one sentence. */
  readonly hint: string
  readonly needs: readonly Capability[]
  /** Why it cannot be checked in real time, where it cannot: continues “in real time ”. */
  readonly virtualOnly?: string
  /**
   * Runs the scenarios of the rule, each on a fresh subject under a fresh clock.
   *
   * @returns what goes into the record besides the verdict
   * @throws {RuleFailure} when the subject breaks the rule
   * @throws {NotApplicable} when the rule turns out to say nothing about this subject
   */
  check(lab: Lab): Promise<RuleNote | void>
}
