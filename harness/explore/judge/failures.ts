import { stop10 } from '../../trial/rules/stop-10.ts'
import { work04 } from '../../trial/rules/work-04.ts'
import { type Found, type Invariant, type JudgeContext, blameLine } from './invariant.ts'
import type { RunRecord, ScheduleRecord } from '../run/schedule-record.ts'
import { isInDoubt } from './is-in-doubt.ts'
import { findEnding, findForcedMs, isDropped, isHung } from './ending.ts'

/** How many failures must and may be reported by the end of a schedule. */
function countFailures(record: ScheduleRecord): {
  least: number
  most: number
  late: RunRecord | undefined
} {
  const ending = findEnding(record)
  const forcedMs = findForcedMs(record)
  // A failure of the very instant of the cut-off may have had no time to be reported.
  const cutMs = isDropped(record) ? (ending?.called.atMs ?? Infinity) : Infinity
  const isCut = ({ atMs }: { atMs: number }): boolean => atMs >= Math.min(cutMs, forcedMs)
  let least = 0
  let most = 0
  let late: RunRecord | undefined
  for (const run of record.runs) {
    if (run.state !== 'failed' || run.ended === undefined) continue
    most += 1
    if (run.wasCutShort || isCut(run.ended) || isTold(record, run)) continue
    least += 1
    if (run.ended.order > (ending?.called.order ?? Infinity)) late = run
  }
  return { least, most, late }
}

/** Whether the `submit` that handed the item over rejected: whoever submitted it knows of the failure. */
function isTold({ items }: ScheduleRecord, run: RunRecord): boolean {
  return items.some(({ isAccepted, runs }) => !isAccepted && runs.includes(run))
}

/** Whether every failure of before a cut-off had its interval to be reported in. */
function findReports(record: ScheduleRecord, { runLimitMs = Infinity }: JudgeContext): Found {
  if (isHung(record)) return undefined
  const errors = record.logs.filter(({ level }) => level === 'error')
  const { least, most } = countFailures(record)
  if (errors.length < least) {
    if (isInDoubt(record, -1)) return undefined
    const run = record.runs.findLast(({ state, wasCutShort }) => state === 'failed' && !wasCutShort)
    return {
      observed: `${least === 1 ? 'a run' : `${least} runs`} failed, and ${errors.length === 0 ? 'no line' : `only ${errors.length}`} was logged at error level`,
      event: run?.ended,
    }
  }
  // That a run was given up is a failure too, and worth a line.
  const givenUp = record.runs.filter(
    ({ startMs, ended }) => (ended?.atMs ?? Infinity) - startMs >= runLimitMs,
  )
  const extra = errors[most + givenUp.length]
  return (
    extra &&
    blameLine(
      extra,
      `${most === 1 ? 'a run' : `${most} runs`} failed, and ${errors.length} lines were logged at error level: “${extra.text}”`,
    )
  )
}

const failuresReported: Invariant = {
  name: 'failures are reported once',
  wantsLine: true,
  rule: work04,
  find: (record, context) =>
    context.isReporting && countFailures(record).late === undefined
      ? findReports(record, context)
      : undefined,
}

const lateFailureReported: Invariant = {
  name: 'a failure during shutdown is reported',
  wantsLine: true,
  rule: stop10,
  find: (record, context) =>
    context.isReporting && countFailures(record).late !== undefined
      ? findReports(record, context)
      : undefined,
}

/** Each failure of a run is reported once. */
export const failureInvariants: readonly Invariant[] = [failuresReported, lateFailureReported]
