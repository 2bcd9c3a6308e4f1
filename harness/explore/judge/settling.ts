import { stop01 } from '../../trial/rules/stop-01.ts'
import { stop02 } from '../../trial/rules/stop-02.ts'
import { stop05 } from '../../trial/rules/stop-05.ts'
import { stop11 } from '../../trial/rules/stop-11.ts'
import { state01 } from '../../trial/rules/state-01.ts'
import { describe, isError } from '../../text/describe.ts'
import { formatMs } from '../../text/format-ms.ts'
import { maskNumbers } from '../../text/mask-numbers.ts'
import type { Found, Invariant } from './invariant.ts'
import type { CallRecord, ScheduleRecord } from '../run/schedule-record.ts'
import { findForcedMs, findShutdowns } from './ending.ts'

function findPending(record: ScheduleRecord, isAborted: boolean): Found {
  const call = findShutdowns(record).find(
    ({ state, taskState }) => state === 'pending' && (taskState === 'aborted') === isAborted,
  )
  if (call === undefined) return undefined
  const lastRun = record.runs.findLast(({ ended }) => ended !== undefined)
  const sinceRun =
    lastRun?.ended !== undefined && lastRun.ended.order > call.called.order
      ? `, ${formatMs(record.nowMs - lastRun.ended.atMs)} after run #${lastRun.n} had ended`
      : ''
  const observed = record.isIdle
    ? `${call.label} never settles: nothing is left that could settle it`
    : `${call.label} was still pending ${tellWait(record.nowMs - call.called.atMs)}${sinceRun}`
  return { observed, event: call.called, pending: call }
}

function tellWait(ms: number): string {
  return ms === 0 ? 'when the schedule ended' : `${formatMs(ms)} after the call`
}

/** Of a task that was told to stop. */
export const fulfils: Invariant = {
  name: 'shutdown fulfils',
  rule: stop01,
  find: (record) => findPending(record, false),
}

const fulfilsAfterDrop: Invariant = {
  name: 'shutdown after a drop fulfils',
  rule: state01,
  find: (record) => findPending(record, true),
}

const neverRejects: Invariant = {
  name: 'shutdown never rejects',
  rule: stop11,
  find(record) {
    const call = findShutdowns(record).find(({ state }) => state === 'rejected')
    if (call === undefined) return undefined
    return {
      observed: `${call.label} ${call.threw ? 'threw' : 'rejected with'} ${describe(call.outcome)}`,
      event: call.settled ?? call.called,
      site: isError(call.outcome) ? call.outcome : undefined,
    }
  },
}

/** Whether a call may settle with a run in flight: the task was cut off, or its time was up. */
function isExcused(record: ScheduleRecord, { taskState, settled }: CallRecord): boolean {
  return taskState === 'aborted' || (settled?.atMs ?? 0) >= findForcedMs(record)
}

const waitsForRun: Invariant = {
  name: 'shutdown waits for the run',
  rule: stop02,
  find(record) {
    for (const call of findShutdowns(record)) {
      const run = call.runWhenSettled
      if (run === undefined || call.state === 'rejected' || call.timeoutMs !== undefined) continue
      if (isExcused(record, call)) continue
      const how = call.isThenable ? 'fulfilled' : 'returned no promise'
      return {
        observed: `${call.label} ${how} at ${formatMs((call.settled ?? call.called).atMs)} while run #${run.n} was in flight`,
        event: call.settled ?? call.called,
      }
    }
    return undefined
  },
}

const callersAgree: Invariant = {
  name: 'all callers agree',
  rule: stop05,
  find(record, { successLine }) {
    const success = record.logs.find(
      ({ level, text }) => level === 'info' && maskNumbers(text) === successLine,
    )?.event
    if (success === undefined) return undefined
    const concurrent = findShutdowns(record).filter(
      ({ called, isThenable, taskState }) =>
        isThenable && taskState !== 'aborted' && called.order < success.order,
    )
    const waits = ({ settled }: CallRecord): boolean => (settled?.order ?? 0) > success.order
    const early = concurrent.find((call) => !waits(call))
    if (early?.settled === undefined || !concurrent.some(waits)) return undefined
    if (early.settled.atMs >= findForcedMs(record)) return undefined
    return {
      observed: `${early.label} fulfilled before the shutdown was complete, and not together with the other call`,
      event: early.settled,
    }
  },
}

/** What the promises of the graceful methods promise. */
export const settlingInvariants: readonly Invariant[] = [
  neverRejects,
  waitsForRun,
  fulfils,
  fulfilsAfterDrop,
  callersAgree,
]
