import { log01 } from '../../trial/rules/log-01.ts'
import { state01 } from '../../trial/rules/state-01.ts'
import { time03 } from '../../trial/rules/time-03.ts'
import { maskNumbers } from '../../text/mask-numbers.ts'
import { type Invariant, type JudgeContext, blameLine } from './invariant.ts'
import type { LogRecord } from '../run/schedule-record.ts'
import { isInDoubt } from './is-in-doubt.ts'
import {
  findDeadlines,
  findEnding,
  findForcedMs,
  findRunAt,
  findShutdowns,
  isDropped,
} from './ending.ts'

function isSuccess({ level, text }: LogRecord, { successLine }: JudgeContext): boolean {
  return level === 'info' && maskNumbers(text) === successLine
}

const successOnce: Invariant = {
  name: 'success is logged once',
  wantsLine: true,
  rule: log01,
  find(record, context) {
    const ending = findEnding(record)
    if (ending === undefined || isDropped(record) || context.successLine === undefined)
      return undefined
    const isOver = findShutdowns(record).every(({ state }) => state === 'fulfilled')
    if (!isOver || findForcedMs(record) < Infinity) return undefined
    const lines = record.logs.filter(
      ({ level, event }) => level === 'info' && event.order > ending.called.order,
    )
    if (lines.length === 0) {
      if (isInDoubt(record, ending.called.order)) return undefined
      return {
        observed: `${ending.label} completed, and ${context.name} logged no success`,
        event: ending.settled ?? ending.called,
      }
    }
    const twice = lines.find((line, index) =>
      lines.slice(0, index).some(({ text }) => text === line.text),
    )
    return twice && blameLine(twice, `“${twice.text}” was logged twice`)
  },
}

const successLast: Invariant = {
  name: 'success is logged after the run',
  rule: log01,
  find(record, context) {
    const ending = findEnding(record)
    if (ending === undefined || isDropped(record)) return undefined
    const forcedMs = findForcedMs(record)
    for (const line of record.logs) {
      const { event } = line
      if (!isSuccess(line, context) || event.order < ending.called.order || event.atMs >= forcedMs)
        continue
      const run = record.runs.find(
        ({ started, ended }) =>
          started.order < event.order && (ended?.order ?? Infinity) > event.order,
      )
      if (run !== undefined)
        return blameLine(
          line,
          `${context.name} logged success “${line.text}” while run #${run.n} was in flight`,
        )
    }
    return undefined
  },
}

const noSuccessWhenDropped: Invariant = {
  name: 'no success when dropped',
  rule: state01,
  find(record, context) {
    const ending = findEnding(record)
    if (ending?.operation.name !== 'drop') return undefined
    const line = record.logs.find(
      (candidate) => isSuccess(candidate, context) && candidate.event.order > ending.called.order,
    )
    return line && blameLine(line, `dropped, ${context.name} logged success “${line.text}”`)
  },
}

const noSuccessWhenForced: Invariant = {
  name: 'no success when forced',
  rule: time03,
  find(record, context) {
    const [deadline] = findDeadlines(record)
    const run = deadline && findRunAt(record, deadline)
    if (deadline === undefined || run === undefined || !run.wasCutShort) return undefined
    const line = record.logs.find(
      (candidate) =>
        isSuccess(candidate, context) && candidate.event.order > deadline.call.called.order,
    )
    return (
      line &&
      blameLine(
        line,
        `run #${run.n} was aborted at the timeout, and ${context.name} logged success “${line.text}”`,
      )
    )
  },
}

/** Success is logged once if the end was graceful, and not otherwise. */
export const successInvariants: readonly Invariant[] = [
  successOnce,
  successLast,
  noSuccessWhenDropped,
  noSuccessWhenForced,
]
