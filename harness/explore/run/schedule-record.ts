import type { LogLevel } from '../../text/log-level.ts'
import type { Beginning, NetworkLogEntry } from '../../network/event-log.ts'
import type { EventPlace } from '../../model/timeline.ts'
import type { WorkRun } from '../../rig/work.ts'
import type { FollowedCall } from '../../rig/call.ts'
import type { StepKind } from '../../platform/boundaries.ts'
import type { FaultName, Operation } from '../plan/operation.ts'

/** Something that happened in a schedule. */
export interface ScheduleEvent {
  /** Its place among all events. */
  readonly order: number
  /** How many steps had begun. */
  readonly step: number
  readonly atMs: number
  readonly text: string
  /** Whether it is an operation of the plan. */
  readonly isOperation: boolean
  /** Where a report draws it. */
  readonly place: EventPlace | undefined
}

/** One call of the work by the subject. */
export interface RunRecord extends WorkRun {
  readonly started: ScheduleEvent
  ended: ScheduleEvent | undefined
  /** Whether it failed because its signal was aborted. */
  wasCutShort: boolean
  /** Where the subject called the work. Only while tracing. */
  readonly site: Error | undefined
}

/** One operation and what became of it. */
export interface CallRecord extends FollowedCall {
  readonly operation: Operation
  /** `shutdown()`, `drop b`, … */
  readonly label: string
  readonly called: ScheduleEvent
  /** What the pattern says that the manager was at that moment. */
  readonly taskState: TaskState
  /** Whether the call is the one that ended the task. */
  readonly isEnding: boolean
  /** The run in flight at that moment. */
  readonly run: RunRecord | undefined
  /** Whether the signal of that run was aborted before the call, and right after it. */
  readonly wasAborted: boolean
  isAborted: boolean
  /** Of a `shutdownWithin()`. */
  readonly timeoutMs: number | undefined
  settled: ScheduleEvent | undefined
  /** The run that was in flight when it settled. */
  runWhenSettled: RunRecord | undefined
}

/** What the pattern says that a task is: told to stop, or cut off by the drop of its last handle. */
export type TaskState = 'running' | 'stopping' | 'aborted'

/** One line that the subject logged. */
export interface LogRecord {
  readonly level: Exclude<LogLevel, 'debug'>
  readonly text: string
  readonly event: ScheduleEvent
  /** Only while tracing. */
  readonly site: Error | undefined
}

/** Something that befell a host, by its place among those that the subject names. */
export interface FaultRecord {
  readonly name: FaultName
  readonly host: number
}

/** Something that a task has sent, or a connection that it has tried, since it was told to end. */
export interface SentRecord {
  readonly kind: NetworkLogEntry['kind']
  readonly connection: number
  /** `GET http://api.test/jobs`, `data to redis.test` */
  readonly text: string
  readonly begun: Beginning
  /** Where the timeline tells of it. Only while tracing. */
  readonly event: ScheduleEvent | undefined
}

/** One call of the cleanup callback. */
export interface CleanupRecord {
  readonly started: ScheduleEvent
  readonly run: RunRecord | undefined
  ended: ScheduleEvent | undefined
}

/** One item that was handed over, and what became of it. */
export interface ItemRecord {
  readonly id: string
  readonly handed: ScheduleEvent
  /** Whether the subject has taken it: `submit` said nothing against it so far. */
  isAccepted: boolean
  /** Whether a shutdown fulfilled with it: whoever awaited that has it again. */
  isHandedBack: boolean
  /** The runs that brought it back. */
  readonly runs: RunRecord[]
}

/** One resource that a start that is explored asked for. */
export interface ResourceRecord {
  readonly name: string
  readonly asked: ScheduleEvent
  /** Whether it could not be opened. */
  readonly isRefused: boolean
  closed: ScheduleEvent | undefined
}

/** A timer that was pending when nothing should have been. */
export interface LeftTimer {
  readonly what: string
  readonly createdAt: string | undefined
}

/** One step, as a traced schedule records it. */
export interface TracedStep {
  readonly n: number
  readonly atMs: number
  readonly kind: StepKind
  /** The user's frame that made what runs now: `Heartbeat.#tick (src/heartbeat.ts:31:12)`. */
  readonly at: string | undefined
}

/** All that a schedule tells, for the invariants to judge. */
export interface ScheduleRecord {
  readonly events: readonly ScheduleEvent[]
  readonly runs: readonly RunRecord[]
  readonly calls: readonly CallRecord[]
  /** The calls of `start()` and the resources, where a start is explored; none elsewhere. */
  readonly starts: readonly CallRecord[]
  readonly resources: readonly ResourceRecord[]
  readonly logs: readonly LogRecord[]
  readonly items: readonly ItemRecord[]
  /** Whether lines went where they cannot be seen: to a worker thread. */
  readonly hasUnseenLines: boolean
  readonly cleanups: readonly CleanupRecord[]
  readonly uncaught: readonly unknown[]
  readonly unhandled: readonly unknown[]
  readonly leftTimers: readonly LeftTimer[]
  /** Connections and servers of a network in memory that were open then. */
  readonly leftConnections: readonly string[]
  readonly faults: readonly FaultRecord[]
  readonly sent: readonly SentRecord[]
  /** How many steps the schedule had. */
  readonly steps: number
  readonly nowMs: number
  /** Whether the scenario came to its end before the task was told to stop. */
  readonly isComplete: boolean
  /** Whether no operation of the plan ended the task: it was ended once the scenario was over. */
  readonly wasLeftAlone: boolean
  /** Whether no timer is pending. */
  readonly isIdle: boolean
  /** Set when it started run after run without letting time pass. */
  readonly isHot: boolean
}
