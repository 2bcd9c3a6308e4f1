import type { ChildRecord, Scenario } from './child-record.ts'
import { findRepeated } from './find-repeated.ts'
import type { ResolvedProbeOptions } from './probe-options.ts'
import type { ProbeRun } from './probe-run.ts'
import { ProbedProcess } from './probed-process.ts'
import { waitForReady } from './wait-for-ready.ts'

/** Real time is no exact science: what ends this much after the deadline has kept it. */
const MARGIN_MS = 1000

/** How long the process may take to say what holds it; one that is blocked never does. */
const ANSWER_MS = 2000

/** What one run needs to know. */
export interface ScenarioOptions extends ResolvedProbeOptions {
  scenario: Scenario
}

/** What a run has found, and the subject where there is one. */
export interface ScenarioResult {
  run: ProbeRun
  subject: Extract<ChildRecord, { type: 'subject' }> | undefined
}

/**
 * Starts the process, shuts it down, watches it end, and leaves nothing behind.
 *
 * @throws {ProbeError} when it never gets so far that it can be shut down
 */
export async function runScenario(options: ScenarioOptions): Promise<ScenarioResult> {
  const { scenario, signal, deadlineMs, readyMs, path: module, subject } = options
  const isExit = scenario === 'exit'
  const askAfterMs = deadlineMs + MARGIN_MS
  const plan = { scenario, signal, deadlineMs, askAfterMs, readyMs, module }
  const child = new ProbedProcess({
    ...options,
    plan: { ...plan, ...(subject === undefined ? {} : { subject }) },
  })
  let leavesProcesses = false
  let startMs = performance.now()
  let isOverdue = false
  try {
    await waitForReady(child, options)
    startMs = performance.now()
    if (!isExit) child.send(signal)
    const isOver = (): boolean => child.exit !== undefined || find(child, 'holders') !== undefined
    // The run in flight, and a shutdown that never settles, come before the wait for the exit.
    const boundMs = isExit ? deadlineMs + askAfterMs : askAfterMs
    await child.waitUntil(isOver, boundMs + ANSWER_MS)
    isOverdue = child.exit === undefined
  } finally {
    leavesProcesses = await child.end()
  }
  const run = describe(child, scenario, { startMs, isOverdue, leavesProcesses })
  return { run, subject: find(child, 'subject') }
}

function describe(
  child: ProbedProcess,
  scenario: Scenario,
  how: { startMs: number; isOverdue: boolean; leavesProcesses: boolean },
): ProbeRun {
  const { records, output, exit, timeline } = child
  const exitCall = find(child, 'exit-call')
  const error = find(child, 'error')
  const holders = find(child, 'holders')
  const runs = records.filter((record) => record.type === 'run')
  const ended = new Set(runs.flatMap(({ n, state }) => (state === 'ended' ? [n] : [])))
  const shutdowns = records.flatMap((record) => (record.type === 'shutdown' ? [record.state] : []))
  return {
    scenario,
    isListening: find(child, 'listening') !== undefined,
    isBusy: find(child, 'ready')?.isBusy ?? false,
    isAsked: find(child, 'asked') !== undefined,
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
    isUnfinished: exitCall === undefined && find(child, 'end')?.isPending === true,
    shutdowns: shutdowns.filter((state) => state === 'called').length,
    isShutDown: shutdowns.includes('fulfilled'),
    openRuns: runs.flatMap(({ n, state }) => (state === 'started' && !ended.has(n) ? [n] : [])),
    ...(holders === undefined ? {} : { holders: holders.holders, resources: holders.resources }),
    leavesProcesses: how.leavesProcesses,
    output: output.lines,
    droppedLines: output.dropped,
    timeline,
  }
}

/** The first record of a type. */
function find<T extends ChildRecord['type']>(
  { records }: ProbedProcess,
  type: T,
): Extract<ChildRecord, { type: T }> | undefined {
  return records.find((record): record is Extract<ChildRecord, { type: T }> => record.type === type)
}
