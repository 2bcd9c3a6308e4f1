import { start01 } from '../../trial/rules/start-01.ts'
import { start02 } from '../../trial/rules/start-02.ts'
import { start03 } from '../../trial/rules/start-03.ts'
import { describe } from '../../text/describe.ts'
import { formatMs } from '../../text/format-ms.ts'
import type { Rule } from '../../trial/rule.ts'
import type { Found, Invariant } from './invariant.ts'
import type { CallRecord, ResourceRecord, ScheduleRecord } from '../run/schedule-record.ts'
import { noTimerAfterDrop, noTimerAfterShutdown } from './leaving.ts'
import { noRunAfterDrop } from './runs.ts'
import { fulfils } from './settling.ts'
import { findEnding, findShutdowns } from './ending.ts'

/**
 * What the end has met: a start that was under way, one that had failed since a resource could not be
 * opened, or a task that was up, of which the promises of STOP and DROP are due.
 */
type Met = 'start' | 'failed start' | 'task'

/** When a start was over, among all events; one that returns no promise is over with its call. */
function findStartEnd({ starts }: ScheduleRecord): number {
  const [first] = starts
  if (first === undefined) return -1
  return first.state === 'pending' ? Infinity : (first.settled ?? first.called).order
}

function findRefused({ resources }: ScheduleRecord): ResourceRecord | undefined {
  return resources.find(({ isRefused }) => isRefused)
}

/** Whether the start has said that it failed, for want of a resource. */
function hasFailed(record: ScheduleRecord): boolean {
  return record.starts[0]?.state === 'rejected' && findRefused(record) !== undefined
}

function findMet(record: ScheduleRecord): Met | undefined {
  const ending = findEnding(record)
  if (ending === undefined) return undefined
  if (ending.called.order < findStartEnd(record)) return 'start'
  return hasFailed(record) ? 'failed start' : 'task'
}

function isGraceful(record: ScheduleRecord): boolean {
  return findEnding(record)?.operation.name !== 'drop'
}

/** The promise of another rule, where it is one of START. */
function atStart(name: string, rule: Rule, met: Met, { find }: Invariant): Invariant {
  return {
    name,
    rule,
    find: (record, context) => (findMet(record) === met ? find(record, context) : undefined),
  }
}

const noRunAfterStart: Invariant = {
  name: 'no run after a shutdown during the start',
  rule: start01,
  find(record, { name, finalRuns }) {
    const ending = findEnding(record)
    if (ending === undefined || findMet(record) !== 'start' || !isGraceful(record)) return undefined
    const over = Math.min(findStartEnd(record), ending.settled?.order ?? Infinity)
    const run = record.runs.filter(({ started }) => started.order > over)[finalRuns]
    return (
      run && {
        observed: `${name} started run #${run.n} at ${formatMs(run.started.atMs)}, although ${ending.label} was called during the start`,
        event: run.started,
        site: run.site,
      }
    )
  },
}

function findPendingStart(record: ScheduleRecord): CallRecord | undefined {
  // What the caller of shutdown() waits for is another matter.
  if (findShutdowns(record).some(({ state }) => state === 'pending')) return undefined
  return record.starts.find(({ state }) => state === 'pending')
}

function startSettles(
  name: string,
  rule: Rule,
  isWanted: (record: ScheduleRecord) => boolean,
): Invariant {
  return {
    name,
    rule,
    find(record) {
      const ending = findEnding(record)
      const call = findPendingStart(record)
      if (ending === undefined || call === undefined || !isWanted(record)) return undefined
      const observed = `start() never settles, although ${isGraceful(record) ? `${ending.label} has fulfilled` : 'it was dropped'}: its caller waits forever`
      return { observed, event: call.called, pending: call }
    },
  }
}

/** Blames what was opened and is open still. */
function blameOpen(open: readonly ResourceRecord[], what: string): Found {
  const [first] = open
  if (first === undefined) return undefined
  const names = open.map(({ name }) => name).join(', ')
  return { observed: `${what}: ${names}`, event: first.asked }
}

function findOpen({ resources }: ScheduleRecord): ResourceRecord[] {
  return resources.filter(({ closed, isRefused }) => closed === undefined && !isRefused)
}

/** Whether all calls have settled, so that what is open stays open. */
function isOver(record: ScheduleRecord): boolean {
  return [...record.starts, ...findShutdowns(record)].every(({ state }) => state !== 'pending')
}

const nothingOpenAfterShutdown: Invariant = {
  name: 'nothing open after a shutdown during the start',
  rule: start01,
  find(record) {
    if (findMet(record) !== 'start' || !isGraceful(record) || !isOver(record)) return undefined
    return blameOpen(
      findOpen(record),
      `left open after ${findEnding(record)?.label} during the start`,
    )
  },
}

const nothingOpenedAfterDrop: Invariant = {
  name: 'nothing is opened after a drop during the start',
  rule: start02,
  find(record) {
    const ending = findEnding(record)
    if (ending === undefined || findMet(record) !== 'start' || isGraceful(record)) return undefined
    const late = findOpen(record).filter(({ asked }) => asked.order > ending.called.order)
    return blameOpen(late, 'opened after the drop and left open')
  },
}

const failureIsTold: Invariant = {
  name: 'a start that fails rejects',
  rule: start03,
  find(record, { isFed }) {
    const refused = findRefused(record)
    const start = record.starts[0]
    const isSilent = record.wasLeftAlone && record.runs.length === 0 && !isFed
    if (refused === undefined || start?.state !== 'fulfilled' || !isSilent) return undefined
    if (refused.asked.order > findStartEnd(record)) return undefined
    return {
      observed: `${refused.name} could not be opened during the start, and start() still fulfilled, but no run started within five intervals`,
      event: start.settled ?? start.called,
    }
  },
}

const failedStartRunsNothing: Invariant = {
  name: 'no run after a start that failed',
  rule: start03,
  find(record, { name }) {
    const [start] = record.starts
    if (start === undefined || !hasFailed(record) || record.starts.length > 1) return undefined
    const run = record.runs.find(({ started }) => started.order > findStartEnd(record))
    return (
      run && {
        observed: `${name} started run #${run.n} at ${formatMs(run.started.atMs)}, although start() had rejected with ${describe(start.outcome)}`,
        event: run.started,
        site: run.site,
      }
    )
  },
}

const failedStartLeavesNothing: Invariant = {
  name: 'a start that failed leaves nothing open',
  rule: start03,
  find(record) {
    const isMet = findMet(record) === 'failed start' && isGraceful(record)
    return isMet && isOver(record)
      ? blameOpen(
          findOpen(record),
          'left open after a start that failed and the shutdown() after it',
        )
      : undefined
  },
}

/** What the rules of START promise, at every moment of a start. */
export const startInvariants: readonly Invariant[] = [
  noRunAfterStart,
  atStart('no run after a drop during the start', start02, 'start', noRunAfterDrop),
  atStart('shutdown during the start fulfils', start01, 'start', fulfils),
  startSettles(
    'start settles once it was shut down',
    start01,
    (record) => isGraceful(record) && !hasFailed(record),
  ),
  startSettles('start settles once it was dropped', start02, (record) => !isGraceful(record)),
  atStart('no timer after a shutdown during the start', start01, 'start', noTimerAfterShutdown),
  atStart('no timer after a drop during the start', start02, 'start', noTimerAfterDrop),
  nothingOpenAfterShutdown,
  nothingOpenedAfterDrop,
  failureIsTold,
  failedStartRunsNothing,
  atStart('shutdown after a start that failed fulfils', start03, 'failed start', fulfils),
  atStart('no timer after a start that failed', start03, 'failed start', noTimerAfterShutdown),
  failedStartLeavesNothing,
]

const startNames = new Set(startInvariants.map(({ name }) => name))

/** What holds of any task, started or not. */
const ALWAYS: ReadonlySet<string> = new Set([
  'no overlap',
  'no second loop',
  'no hot loop',
  'shutdown never rejects',
  'shutdown waits for the run',
  'drop never throws',
  'drop is synchronous',
  'drop aborts the run',
  'nothing goes uncaught',
])

/** What holds of a task that is up; the lines that it logs are judged elsewhere. */
const UP: ReadonlySet<string> = new Set([
  'no run after shutdown',
  'no run after drop',
  'shutdown fulfils',
  'no timer after shutdown',
  'no timer after drop',
  'nothing is sent after shutdown',
  'no connection is tried after shutdown',
  'nothing is sent after drop',
])

/** Whether a schedule is held to an invariant: one that explores a start is not held to all. */
export function isHeldAtStart(record: ScheduleRecord, { name }: Invariant): boolean {
  if (record.starts.length === 0) return true
  if (startNames.has(name) || ALWAYS.has(name)) return true
  return UP.has(name) && findMet(record) === 'task'
}
