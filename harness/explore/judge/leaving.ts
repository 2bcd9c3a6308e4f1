import { leak01 } from '../../trial/rules/leak-01.ts'
import { leak02 } from '../../trial/rules/leak-02.ts'
import { leak06 } from '../../trial/rules/leak-06.ts'
import { time04 } from '../../trial/rules/time-04.ts'
import { work03 } from '../../trial/rules/work-03.ts'
import { describe, isError } from '../../text/describe.ts'
import type { Rule } from '../../trial/rule.ts'
import type { Invariant } from './invariant.ts'
import type { ScheduleRecord } from '../run/schedule-record.ts'
import { findDeadlines, findShutdowns, isDropped } from './ending.ts'

const nothingUncaught: Invariant = {
  name: 'nothing goes uncaught',
  rule: work03,
  find(record) {
    const isUnhandled = record.unhandled.length > 0
    if (!isUnhandled && record.uncaught.length === 0) return undefined
    const [error] = isUnhandled ? record.unhandled : record.uncaught
    const where = isUnhandled ? 'unhandledRejection' : 'uncaughtException'
    return {
      observed: `${describe(error)} reached ${where}`,
      site: isError(error) ? error : undefined,
      event: record.events.findLast(({ text }) => / failed$|the run fails/.test(text)),
    }
  },
}

function leaves(
  name: string,
  rule: Rule,
  after: string,
  isMatter: (record: ScheduleRecord) => boolean,
): Invariant {
  return {
    name,
    rule,
    find(record) {
      const [timer] = record.leftTimers
      if (timer === undefined || !isMatter(record)) return undefined
      // What does not complete is another invariant's; what it needs to go on is no leak.
      if (findShutdowns(record).some(({ state }) => state === 'pending')) return undefined
      const others =
        record.leftTimers.length > 1 ? ` and ${record.leftTimers.length - 1} more were` : ' was'
      return {
        observed: `${timer.what}${others} left ${after}`,
        frame: timer.createdAt,
        event: record.events.at(-1),
      }
    },
  }
}

const hasDeadline = (record: ScheduleRecord): boolean => findDeadlines(record).length > 0

/** Of a task that was cut off. */
export const noTimerAfterDrop: Invariant = leaves(
  'no timer after drop',
  leak02,
  'after the drop',
  isDropped,
)
/** Of a task that was shut down. */
export const noTimerAfterShutdown: Invariant = leaves(
  'no timer after shutdown',
  leak01,
  'after shutdown()',
  (record) => !isDropped(record) && !hasDeadline(record),
)
const noDeadlineLeft = leaves(
  'no timer after shutdownWithin',
  time04,
  'after shutdownWithin()',
  (record) => !isDropped(record) && hasDeadline(record),
)

function leavesOpen(
  name: string,
  after: string,
  isMatter: (record: ScheduleRecord) => boolean,
): Invariant {
  return {
    name,
    rule: leak06,
    find(record) {
      if (record.leftConnections.length === 0 || !isMatter(record)) return undefined
      if (findShutdowns(record).some(({ state }) => state === 'pending')) return undefined
      return {
        observed: `left open ${after}: ${record.leftConnections.join(', ')}`,
        event: record.events.at(-1),
      }
    },
  }
}

const noConnectionAfterShutdown = leavesOpen(
  'no connection after shutdown',
  'after shutdown()',
  (record) => !isDropped(record) && !hasDeadline(record),
)
const noConnectionAfterDrop = leavesOpen('no connection after drop', 'after the drop', isDropped)

/** What is promised of what is left. */
export const leavingInvariants: readonly Invariant[] = [
  nothingUncaught,
  noTimerAfterShutdown,
  noTimerAfterDrop,
  noDeadlineLeft,
  noConnectionAfterShutdown,
  noConnectionAfterDrop,
]
