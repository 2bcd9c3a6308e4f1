import { maskNumbers } from '../text/mask-numbers.ts'
import type { ChildRecord, Scenario, TimedRecord } from './child-record.ts'
import { orderLines } from './order-output.ts'
import type { ProbeRun } from './probe-report.ts'
import type { LeftProcess, ProbedProcess } from './probed-process.ts'

/** What is known of a run beside what the process has told. */
export interface RunFacts {
  scenario: Scenario
  /** How it was told to end, where that was not the signal of the probe. */
  endBy: string | undefined
  /** When it was told, by the clock of `performance`. */
  startMs: number
  isOverdue: boolean
  left: readonly LeftProcess[]
  /** What is wrong with the conversation that was to end it. */
  fault?: string | undefined
}

/** Puts together what a run has shown, from the outside and from the inside. */
export function createRun(child: ProbedProcess, how: RunFacts): ProbeRun {
  const { scenario, endBy, left, fault } = how
  const { records, output, exit, timeline } = child
  const exitCall = findRecord(child, 'exit-call')
  const error = findRecord(child, 'error')
  const holders = findRecord(child, 'holders')
  const cutOff = findRecord(child, 'cut-off')
  const runs = records.filter((record) => record.type === 'run')
  const ended = new Set(runs.flatMap(({ n, state }) => (state === 'ended' ? [n] : [])))
  const shutdowns = records.flatMap((record) => (record.type === 'shutdown' ? [record.state] : []))
  return {
    scenario,
    ...(endBy === undefined ? {} : { endBy }),
    ...(fault === undefined ? {} : { fault }),
    isListening: findRecord(child, 'listening') !== undefined,
    listensTo: [
      ...new Set(
        records.flatMap((record) => (record.type === 'listening-otherwise' ? [record.to] : [])),
      ),
    ],
    isBusy: findRecord(child, 'ready')?.isBusy ?? false,
    isAsked: findRecord(child, 'asked') !== undefined,
    signals: records.filter((record) => record.type === 'signal').length,
    exitCode: exit?.code ?? null,
    exitSignal: exit?.signal ?? null,
    durationMs: Math.round((exit?.atMs ?? performance.now()) - how.startMs),
    isOverdue: how.isOverdue,
    ...(exitCall === undefined
      ? {}
      : {
          exitCall: {
            code: exitCall.code,
            isForced: exitCall.isForced === true,
            ...(exitCall.frame === undefined ? {} : { frame: exitCall.frame }),
          },
        }),
    isRaised: findRecord(child, 'raised') !== undefined,
    ...(cutOff === undefined || cutOff.holders.length === 0 ? {} : { cutOff: cutOff.holders }),
    ...(error === undefined
      ? {}
      : {
          error: {
            message: error.message,
            nth: error.nth,
            ...(error.frame === undefined ? {} : { frame: error.frame }),
          },
        }),
    repeated: findRepeated(records),
    isHandled: records.some((record) => record.type === 'handled' && record.nth === 1),
    isUnfinished: exitCall === undefined && findRecord(child, 'end')?.isPending === true,
    shutdowns: shutdowns.filter((state) => state === 'called').length,
    isShutDown: shutdowns.includes('fulfilled'),
    openRuns: runs.flatMap(({ n, state }) => (state === 'started' && !ended.has(n) ? [n] : [])),
    ...(holders === undefined ? {} : { holders: holders.holders, resources: holders.resources }),
    leavesProcesses: left.length > 0,
    ...(left.length === 0 ? {} : { leftProcesses: left }),
    output: orderLines(output.lines, records),
    droppedLines: output.dropped,
    timeline,
  }
}

/** The first record of a type. */
export function findRecord<T extends TimedRecord['type']>(
  { records }: ProbedProcess,
  type: T,
): Extract<TimedRecord, { type: T }> | undefined {
  return records.find((record): record is Extract<TimedRecord, { type: T }> => record.type === type)
}

/** A line that announces a signal may come with each of them. */
const ANNOUNCEMENT = /\bsig[a-z]{2,}\d?\b/i

/**
 * Finds the lines that a later signal has had printed after the first one had: what was done again.
 *
 * Lines that both print in one turn of the event loop are left out: both have waited for the same
 * shutdown. So is what a signal sets off that comes once all is over. One line that comes with each
 * signal, while nothing else does, is an announcement.
 */
function findRepeated(records: readonly ChildRecord[]): string[] {
  const first = new Map<string, number>()
  const repeated = new Map<string, string>()
  const late = new Set<number>()
  let isOver = false
  let hasLater = false
  for (const record of records) {
    if (record.type === 'handled' && record.nth === 1) isOver = true
    if (record.type === 'signal' && isOver) late.add(record.nth)
    if (record.type !== 'line' || record.nth === 0 || late.has(record.nth)) continue
    if (ANNOUNCEMENT.test(record.text)) continue
    const text = maskNumbers(record.text).trim()
    const turn = first.get(text)
    if (record.nth === 1) first.set(text, record.turn)
    else if (turn !== undefined && turn !== record.turn) {
      repeated.set(text, record.text.trim())
      hasLater ||= record.isLater
    }
  }
  const hasActed = records.some((record) => record.type === 'acted' && !late.has(record.nth))
  const isAnnouncement = !hasActed && !(repeated.size > 1 && hasLater)
  return isAnnouncement ? [] : [...repeated.values()]
}
