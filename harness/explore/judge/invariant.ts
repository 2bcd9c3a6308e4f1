import type { Rule } from '../../trial/rule.ts'
import type {
  CallRecord,
  LogRecord,
  ScheduleEvent,
  ScheduleRecord,
} from '../run/schedule-record.ts'

/** What is known of the subject that a schedule is judged by. */
export interface JudgeContext {
  readonly name: string
  readonly intervalMs: number
  /** Milliseconds after which the manager gives a run up by design. Absent: never. */
  readonly runLimitMs?: number
  /** Whether there are clones. */
  readonly isShared: boolean
  /** Whether it runs only once work has been handed to it. */
  readonly isFed: boolean
  /** Runs that may start after `shutdown()`: one, when the subject flushes by design. */
  readonly finalRuns: number
  /** Whether the manager promises to report failed runs. */
  readonly isReporting: boolean
  /** The last info line of an idle shutdown, numbers masked. */
  readonly successLine: string | undefined
  /** Warnings that are not about the end: what the scenario alone makes the subject warn of, masked. */
  readonly ordinaryWarnings: ReadonlySet<string>
}

/** What a schedule broke. */
export interface Violation {
  readonly invariant: Invariant
  /** What was seen, in the words of the subject. */
  readonly observed: string
  /** The event that is not allowed. */
  readonly event?: ScheduleEvent | undefined
  readonly site?: Error | undefined
  readonly frame?: string | undefined
  /** The call that does not settle, where it is about that. */
  readonly pending?: CallRecord | undefined
}

/** Something that holds in every schedule: a promise of one rule, wherever the operations land. */
export interface Invariant {
  /** Unique among the invariants: `no run after shutdown`. */
  readonly name: string
  /** The rule whose promise it is: what is required, and the hint, are that rule's. */
  readonly rule: Rule
  /** Whether the want of a line breaks it: not to be judged where lines may not be seen. */
  readonly wantsLine?: true
  /** Finds what breaks it in the record of one schedule. */
  find(record: ScheduleRecord, context: JudgeContext): Omit<Violation, 'invariant'> | undefined
}

/** What an invariant finds, without its name. */
export type Found = Omit<Violation, 'invariant'> | undefined

/** Blames one line of the log. */
export function blameLine({ event, site }: LogRecord, observed: string): Found {
  return { observed, event, site }
}
