import { isShutdown } from '../plan/operation.ts'
import type { CallRecord, RunRecord, ScheduleRecord } from '../run/schedule-record.ts'

/** The call that ended the task: the first graceful one, or the drop of the last handle. */
export function findEnding({ calls }: ScheduleRecord): CallRecord | undefined {
  return calls.find(({ isEnding }) => isEnding)
}

/** Whether the task was cut off by a drop. */
export function isDropped(record: ScheduleRecord): boolean {
  return findEnding(record)?.operation.name === 'drop'
}

/** The calls of the graceful methods, in their order. */
export function findShutdowns({ calls }: ScheduleRecord): CallRecord[] {
  return calls.filter(({ operation }) => isShutdown(operation.name))
}

/** A `shutdownWithin()` on a task that was not cut off before, and when its time is up. */
export interface Deadline {
  readonly call: CallRecord
  readonly atMs: number
}

const NO_DEADLINES: readonly Deadline[] = []

/** The deadlines of a schedule, the first one first. */
export function findDeadlines(record: ScheduleRecord): readonly Deadline[] {
  // Asked for by many invariants, for each of thousands of schedules.
  if (!record.calls.some(({ timeoutMs }) => timeoutMs !== undefined)) return NO_DEADLINES
  return findShutdowns(record)
    .flatMap((call) =>
      call.timeoutMs === undefined || call.taskState === 'aborted'
        ? []
        : [{ call, atMs: call.called.atMs + call.timeoutMs }],
    )
    .toSorted((a, b) => a.atMs - b.atMs)
}

/** The run that was in flight, beyond any doubt, when the time of a deadline was up. */
export function findRunAt(record: ScheduleRecord, { atMs, call }: Deadline): RunRecord | undefined {
  return record.runs.find(
    ({ started, ended }) =>
      started.atMs < atMs &&
      started.order < (call.settled?.order ?? Infinity) &&
      (ended === undefined || ended.atMs >= atMs),
  )
}

/**
 * From when on the end may have been a forced one: the first deadline before which the call had not
 * settled. A manager that polls may be cut off in its sleep, which is as good.
 */
export function findForcedMs(record: ScheduleRecord): number {
  const reached = findDeadlines(record).find(
    ({ call, atMs }) => (call.settled?.atMs ?? Infinity) >= atMs && record.nowMs >= atMs,
  )
  return reached?.atMs ?? Infinity
}

/** Whether an operation made a run hang. */
export function isHung(record: ScheduleRecord): boolean {
  return record.events.some(({ text }) => text === 'the run hangs')
}
