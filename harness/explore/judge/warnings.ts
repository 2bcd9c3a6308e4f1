import { clone03 } from '../../trial/rules/clone-03.ts'
import { clone07 } from '../../trial/rules/clone-07.ts'
import { drop04 } from '../../trial/rules/drop-04.ts'
import { drop05 } from '../../trial/rules/drop-05.ts'
import { drop06 } from '../../trial/rules/drop-06.ts'
import { log01 } from '../../trial/rules/log-01.ts'
import { maskNumbers } from '../../text/mask-numbers.ts'
import type { Rule } from '../../trial/rule.ts'
import { type Invariant, type JudgeContext, blameLine } from './invariant.ts'
import type { CallRecord, LogRecord, ScheduleRecord } from '../run/schedule-record.ts'
import { isInDoubt } from './is-in-doubt.ts'
import { findEnding, findForcedMs, findShutdowns, isHung } from './ending.ts'

/** The warnings from `since` on that the scenario alone does not explain. */
function findWarnings(record: ScheduleRecord, context: JudgeContext, since: number): LogRecord[] {
  return record.logs.filter(
    ({ level, text, event }) =>
      level === 'warn' && event.order > since && !context.ordinaryWarnings.has(maskNumbers(text)),
  )
}

const oneWarning: Invariant = {
  name: 'one warning when dropped',
  wantsLine: true,
  rule: drop04,
  find(record, context) {
    const ending = findEnding(record)
    if (ending?.operation.name !== 'drop') return undefined
    const warnings = findWarnings(record, context, ending.called.order)
    if (warnings.length === 0) {
      if (isInDoubt(record, ending.called.order)) return undefined
      return { observed: `dropped, ${context.name} logged no warning`, event: ending.called }
    }
    const [, second] = warnings
    return second && blameLine(second, `dropped, ${context.name} warned again: “${second.text}”`)
  },
}

function isSettledBefore(calls: readonly CallRecord[], order: number): boolean {
  return calls.every(
    ({ settled, called }) => called.order > order || (settled?.order ?? Infinity) < order,
  )
}

/** Finds a warning after a graceful end that was not forced, and the last drop between the two. */
function findUncalledWarning(
  record: ScheduleRecord,
  context: JudgeContext,
): { line: LogRecord; drop: CallRecord | undefined } | undefined {
  const ending = findEnding(record)
  if (ending === undefined || ending.operation.name === 'drop' || isHung(record)) return undefined
  const forcedMs = findForcedMs(record)
  const line = findWarnings(record, context, ending.called.order).find(
    ({ event }) => event.atMs < forcedMs,
  )
  if (line === undefined) return undefined
  const drop = record.calls.findLast(
    ({ operation, called }) =>
      operation.name === 'drop' &&
      called.order > ending.called.order &&
      called.order < line.event.order,
  )
  return { line, drop }
}

function quiet(
  name: string,
  rule: Rule,
  isMatter: (when: 'during' | 'after' | 'alone', isShared: boolean) => boolean,
): Invariant {
  return {
    name,
    rule,
    find(record, context) {
      const found = findUncalledWarning(record, context)
      if (found === undefined) return undefined
      const { line, drop } = found
      const when =
        drop === undefined
          ? 'alone'
          : isSettledBefore(findShutdowns(record), drop.called.order)
            ? 'after'
            : 'during'
      if (!isMatter(when, context.isShared)) return undefined
      const cause = {
        alone: 'shut down gracefully',
        during: 'dropped while the shutdown was under way',
        after: 'dropped after the shutdown',
      }[when]
      return blameLine(line, `${cause}, ${context.name} warned “${line.text}”`)
    },
  }
}

const noWarningWhenGraceful = quiet('no warning when graceful', log01, (when) => when === 'alone')
const quietDropDuring = quiet(
  'a drop during shutdown is silent',
  drop06,
  (when) => when === 'during',
)
const quietDropAfter = quiet(
  'a drop after shutdown is silent',
  drop05,
  (when, isShared) => when === 'after' && !isShared,
)
const quietDropsAfter = quiet(
  'drops after shutdown are silent',
  clone07,
  (when, isShared) => when === 'after' && isShared,
)

const quietCloneDrop: Invariant = {
  name: 'dropping a clone is silent',
  rule: clone03,
  find(record, context) {
    const drop = record.calls.find(
      ({ operation, isEnding, taskState }) =>
        operation.name === 'drop' && !isEnding && taskState === 'running',
    )
    if (drop === undefined || isHung(record)) return undefined
    const end = findEnding(record)?.called.order ?? Infinity
    const line = findWarnings(record, context, drop.called.order).find(
      ({ event }) => event.order < end,
    )
    return (
      line &&
      blameLine(
        line,
        `a clone was dropped, not the last, and ${context.name} warned “${line.text}”`,
      )
    )
  },
}

/** One warning when the task is cut off, none otherwise. */
export const warningInvariants: readonly Invariant[] = [
  oneWarning,
  noWarningWhenGraceful,
  quietDropDuring,
  quietDropAfter,
  quietDropsAfter,
  quietCloneDrop,
]
