import { clone03 } from '../../trial/rules/clone-03.ts'
import { drop02 } from '../../trial/rules/drop-02.ts'
import { drop06 } from '../../trial/rules/drop-06.ts'
import { drop07 } from '../../trial/rules/drop-07.ts'
import { drop09 } from '../../trial/rules/drop-09.ts'
import { describe, isError } from '../../text/describe.ts'
import type { Found, Invariant } from './invariant.ts'
import type { CallRecord, ScheduleRecord } from '../run/schedule-record.ts'
import { findForcedMs } from './ending.ts'

function findDrop(
  record: ScheduleRecord,
  isWanted: (call: CallRecord) => boolean,
): CallRecord | undefined {
  return record.calls.find((call) => call.operation.name === 'drop' && isWanted(call))
}

const dropNeverThrows: Invariant = {
  name: 'drop never throws',
  rule: drop09,
  find(record) {
    const drop = findDrop(record, ({ threw }) => threw !== undefined)
    return (
      drop && {
        observed: `${drop.label} threw ${describe(drop.outcome)}`,
        event: drop.settled ?? drop.called,
        site: isError(drop.outcome) ? drop.outcome : undefined,
      }
    )
  },
}

const dropIsSynchronous: Invariant = {
  name: 'drop is synchronous',
  rule: drop02,
  find(record) {
    const drop = findDrop(record, ({ isThenable }) => isThenable)
    return drop && { observed: `${drop.label} returned a promise`, event: drop.called }
  },
}

function blameSignal({ run, called }: CallRecord, what: string): Found {
  return { observed: `${what} the signal of run #${run?.n}`, event: called, site: run?.site }
}

const dropAborts: Invariant = {
  name: 'drop aborts the run',
  rule: drop07,
  find(record) {
    const drop = findDrop(
      record,
      ({ isEnding, run, isAborted }) => isEnding && run?.signal !== undefined && !isAborted,
    )
    return drop && blameSignal(drop, 'dropping it did not abort')
  },
}

const lateDropIsHarmless: Invariant = {
  name: 'a drop during shutdown is harmless',
  rule: drop06,
  find(record) {
    const forcedMs = findForcedMs(record)
    const drop = findDrop(
      record,
      ({ taskState, wasAborted, isAborted, called }) =>
        taskState === 'stopping' && isAborted && !wasAborted && called.atMs < forcedMs,
    )
    return drop && blameSignal(drop, 'dropping it during the shutdown aborted')
  },
}

const cloneDropIsHarmless: Invariant = {
  name: 'dropping a clone is harmless',
  rule: clone03,
  find(record) {
    const drop = findDrop(
      record,
      ({ taskState, isEnding, wasAborted, isAborted }) =>
        taskState === 'running' && !isEnding && isAborted && !wasAborted,
    )
    return drop && blameSignal(drop, 'dropping a clone, not the last, aborted')
  },
}

/** What a drop promises. */
export const droppingInvariants: readonly Invariant[] = [
  dropNeverThrows,
  dropIsSynchronous,
  dropAborts,
  lateDropIsHarmless,
  cloneDropIsHarmless,
]
