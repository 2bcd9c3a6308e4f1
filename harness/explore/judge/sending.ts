import { net01 } from '../../trial/rules/net-01.ts'
import { net03 } from '../../trial/rules/net-03.ts'
import { net06 } from '../../trial/rules/net-06.ts'
import { formatMs } from '../../text/format-ms.ts'
import type { Found, Invariant } from './invariant.ts'
import type {
  CallRecord,
  ScheduleEvent,
  ScheduleRecord,
  SentRecord,
} from '../run/schedule-record.ts'
import { findEnding, findForcedMs, isHung } from './ending.ts'

/** Virtual milliseconds in which a task that was dropped may take leave of its peers. */
const FAREWELL_MS = 10

/** The shutdown that ended the task, once it has fulfilled with nobody forcing it. */
function findFulfilled(
  record: ScheduleRecord,
): { ending: CallRecord; settled: ScheduleEvent } | undefined {
  const ending = findEnding(record)
  if (ending === undefined || ending.operation.name === 'drop' || ending.state !== 'fulfilled')
    return undefined
  // What is cut off in the midst of a run may say so to its peer, and nobody waits for that.
  if (findForcedMs(record) < Infinity || isHung(record)) return undefined
  return { ending, settled: ending.settled ?? ending.called }
}

/** Whether something was begun after an event. */
function isLater({ kind, begun }: SentRecord, { order, atMs }: ScheduleEvent): boolean {
  // The name is looked up between the call and the datagram.
  return kind === 'datagram' ? begun.atMs > atMs : begun.order > order
}

function blame(sent: SentRecord, verb: string, after: string): Found {
  return {
    observed: `${verb} ${sent.text} at ${formatMs(sent.begun.atMs)}, after ${after}`,
    event: sent.event,
  }
}

/** What a task sends, or tries, once nobody is told of it any more. */
function findSentAfterShutdown(
  record: ScheduleRecord,
  isWanted: (sent: SentRecord) => boolean,
  verb: string,
): Found {
  const end = findFulfilled(record)
  if (end === undefined) return undefined
  const late = record.sent.find((sent) => isWanted(sent) && isLater(sent, end.settled))
  if (late === undefined) return undefined
  return blame(late, verb, `${end.ending.label} had fulfilled at ${formatMs(end.settled.atMs)}`)
}

const nothingSentAfterShutdown: Invariant = {
  name: 'nothing is sent after shutdown',
  rule: net01,
  find: (record, { name }) =>
    findSentAfterShutdown(record, ({ kind }) => kind !== 'connect', `${name} sent`),
}

const noConnectionTriedAfterShutdown: Invariant = {
  name: 'no connection is tried after shutdown',
  rule: net03,
  find: (record, { name }) =>
    findSentAfterShutdown(record, ({ kind }) => kind === 'connect', `${name} began`),
}

const nothingSentAfterDrop: Invariant = {
  name: 'nothing is sent after drop',
  rule: net06,
  find(record, { name }) {
    const ending = findEnding(record)
    if (ending?.operation.name !== 'drop' || isHung(record)) return undefined
    const untilMs = ending.called.atMs + FAREWELL_MS
    const late = record.sent.find(({ begun }) => begun.atMs > untilMs)
    if (late === undefined) return undefined
    const verb = late.kind === 'connect' ? `${name} began` : `${name} sent`
    return blame(late, verb, `it was dropped at ${formatMs(ending.called.atMs)}`)
  },
}

/** What a task that has ended says to its peers: nothing. */
export const sendingInvariants: readonly Invariant[] = [
  nothingSentAfterShutdown,
  noConnectionTriedAfterShutdown,
  nothingSentAfterDrop,
]
