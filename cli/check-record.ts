import type { ExploreProgress } from '../harness/explore/explore-options.ts'
import type { Report, RuleResult } from '../harness/model/report.ts'
import type { Rule } from '../harness/trial/rule.ts'
import type { RuleId } from '../harness/model/rule-info.ts'
import type { SourcePosition } from './worker/source-position.ts'

/** Why the watchdog ended a process. */
export type HangKind =
  /** One call never returned. */
  | 'synchronous'
  /** Each microtask queued the next. */
  | 'microtask'
  /** Each `process.nextTick` callback queued the next. */
  | 'next-tick'
  /** The event loop turned, but there was no progress. */
  | 'no-progress'

/** A rule that was started, with all that its result needs should the process not live to judge. */
export type RuleInFlight = Pick<Rule, 'id' | 'level' | 'title' | 'hint'>

/**
 * One line of the file in which a worker process says how far it got.
 *
 * The file outlives the process, whatever ends it: what was written last is what it was doing.
 */
export type CheckRecord =
  | { type: 'started'; pid: number }
  | { type: 'subjects'; count: number }
  | { type: 'subject'; index: number; name: string; ownership: 'owned' | 'shared' }
  | { type: 'rule'; index: number; rule: RuleInFlight }
  | { type: 'progress'; index: number; progress: ExploreProgress }
  | { type: 'result'; index: number; result: RuleResult }
  | { type: 'report'; index: number; report: Report }
  | { type: 'subject-error'; index: number; message: string; frame?: string }
  | { type: 'module-error'; message: string; frame?: string }
  | { type: 'hang'; kind: HangKind; seconds: number; position?: SourcePosition }
  | { type: 'exit'; code: number }
  | { type: 'done' }

/** What one worker process is asked to do. */
export interface CheckPlan {
  /** The module as the user named it, for messages. */
  module: string
  /** The file the records go to. */
  recordFile: string
  only?: readonly RuleId[]
  /** Real milliseconds for each rule that explores. */
  budgetMs?: number
  /** The token of the one schedule to run. */
  replay?: string
  /** The first subject to check: those before it are done. */
  firstSubject: number
  /** Rules of that first subject that are done, with the reason given for passing them over. */
  skip: Readonly<Record<string, string>>
}
