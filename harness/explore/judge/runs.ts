import { clone02 } from '../../trial/rules/clone-02.ts'
import { clone03 } from '../../trial/rules/clone-03.ts'
import { clone09 } from '../../trial/rules/clone-09.ts'
import { drop01 } from '../../trial/rules/drop-01.ts'
import { stop03 } from '../../trial/rules/stop-03.ts'
import { work01 } from '../../trial/rules/work-01.ts'
import { work07 } from '../../trial/rules/work-07.ts'
import { formatMs } from '../../text/format-ms.ts'
import type { Found, Invariant, JudgeContext } from './invariant.ts'
import type { CallRecord, RunRecord, ScheduleRecord } from '../run/schedule-record.ts'
import { findEnding, isHung } from './ending.ts'

function findLateRun(
  record: ScheduleRecord,
  ending: CallRecord,
  allowed: number,
): RunRecord | undefined {
  return record.runs.filter(({ started }) => started.order > ending.called.order)[allowed]
}

function blameRun(run: RunRecord, call: CallRecord, { name }: JudgeContext, after: string): Found {
  const lateMs = run.started.atMs - call.called.atMs
  const distance = lateMs === 0 ? 'in the same instant' : `${formatMs(lateMs)} after`
  return {
    observed: `${name} started run #${run.n} at ${formatMs(run.started.atMs)}, ${distance}${lateMs === 0 ? ', after' : ''} ${after}`,
    event: run.started,
    site: run.site,
  }
}

/** Whether a handle was cloned between the end and the run: then the clone has revived the task. */
function wasCloned(record: ScheduleRecord, ending: CallRecord, run: RunRecord): boolean {
  return record.calls.some(
    ({ operation, called }) =>
      operation.name === 'clone' &&
      called.order > ending.called.order &&
      called.order < run.started.order,
  )
}

const noRunAfterShutdown: Invariant = {
  name: 'no run after shutdown',
  rule: stop03,
  find(record, context) {
    const ending = findEnding(record)
    if (ending === undefined || ending.operation.name === 'drop') return undefined
    const run = findLateRun(record, ending, context.finalRuns)
    if (run === undefined || wasCloned(record, ending, run)) return undefined
    return blameRun(run, ending, context, `${ending.label} was called`)
  },
}

/** Of a task that was cut off. */
export const noRunAfterDrop: Invariant = {
  name: 'no run after drop',
  rule: drop01,
  find(record, context) {
    const ending = findEnding(record)
    if (ending?.operation.name !== 'drop') return undefined
    const run = findLateRun(record, ending, 0)
    if (run === undefined || wasCloned(record, ending, run)) return undefined
    return blameRun(run, ending, context, 'it was dropped')
  },
}

const noRevival: Invariant = {
  name: 'no run after a clone of a stopped task',
  rule: clone09,
  find(record, context) {
    const ending = findEnding(record)
    if (ending === undefined) return undefined
    const allowed = ending.operation.name === 'drop' ? 0 : context.finalRuns
    const run = findLateRun(record, ending, allowed)
    if (run === undefined || !wasCloned(record, ending, run)) return undefined
    return blameRun(run, ending, context, `${ending.label}, once it had been cloned`)
  },
}

function findOverlap(record: ScheduleRecord, context: JudgeContext): Found {
  const run = record.runs.find(({ overlaps }) => overlaps)
  if (run === undefined) return undefined
  const other = record.runs.find(({ n, ended }) => {
    const isBefore = n < run.n
    return isBefore && (ended === undefined || ended.order > run.started.order)
  })
  return {
    observed: `${context.name} started run #${run.n} at ${formatMs(run.started.atMs)} while run #${other?.n ?? run.n - 1} was in flight`,
    event: run.started,
    site: run.site,
  }
}

function hasCloned(record: ScheduleRecord): boolean {
  return record.calls.some(({ operation }) => operation.name === 'clone')
}

const noOverlap: Invariant = {
  name: 'no overlap',
  rule: work07,
  find: (record, context) => (hasCloned(record) ? undefined : findOverlap(record, context)),
}

const noSecondLoop: Invariant = {
  name: 'no second loop',
  rule: clone02,
  find: (record, context) => (hasCloned(record) ? findOverlap(record, context) : undefined),
}

function hasDied(record: ScheduleRecord): boolean {
  return record.wasLeftAlone && !record.isComplete && !record.isHot && !isHung(record)
}

function hasDropped(record: ScheduleRecord): boolean {
  return record.calls.some(({ operation }) => operation.name === 'drop')
}

function blameDeath(record: ScheduleRecord, { name }: JudgeContext): Found {
  const run = record.runs.at(-1)
  const ended = record.runs.filter(({ state }) => state !== 'running').length
  return {
    observed: `the loop of ${name} has died: it stopped after ${ended} runs, although nothing had told it to stop`,
    event: run?.ended ?? run?.started,
    site: run?.site,
  }
}

const loopLives: Invariant = {
  name: 'the loop lives',
  rule: work01,
  find: (record, context) =>
    hasDied(record) && !hasDropped(record) ? blameDeath(record, context) : undefined,
}

const loopOutlivesClones: Invariant = {
  name: 'the loop outlives a clone',
  rule: clone03,
  find: (record, context) =>
    hasDied(record) && hasDropped(record) ? blameDeath(record, context) : undefined,
}

const noHotLoop: Invariant = {
  name: 'no hot loop',
  rule: work07,
  find(record, { name }) {
    if (!record.isHot) return undefined
    const run = record.runs.at(-1)
    return {
      observed: `${name} started ${record.runs.length} runs without letting time pass`,
      event: run?.started,
      site: run?.site,
    }
  },
}

/** What the runs of the work promise. */
export const runInvariants: readonly Invariant[] = [
  noRunAfterShutdown,
  noRunAfterDrop,
  noRevival,
  noOverlap,
  noSecondLoop,
  loopLives,
  loopOutlivesClones,
  noHotLoop,
]
