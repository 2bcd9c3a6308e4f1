import type { ChildRecord, Scenario } from './child-record.ts'
import { ProbeError, type ResolvedProbeOptions } from './probe-options.ts'
import type { ProbeRun } from './probe-report.ts'
import { ProbedProcess } from './probed-process.ts'
import { maskNumbers } from '../text/mask-numbers.ts'

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

/** A line that announces a signal may come with each of them. */
const ANNOUNCEMENT = /\bsig[a-z]{2,}\d?\b/i

/**
 * Finds what a later signal has had printed that the first one had printed before it: it was done
 * again.
 *
 * What both print in one turn of the event loop is no such thing: they have waited for the same
 * shutdown. Nor is what a signal sets off that has come once all was over.
 */
function findRepeated(records: readonly ChildRecord[]): string[] {
  const first = new Map<string, number>()
  const repeated = new Map<string, string>()
  const late = new Set<number>()
  let isOver = false
  for (const record of records) {
    if (record.type === 'handled' && record.nth === 1) isOver = true
    if (record.type === 'signal' && isOver) late.add(record.nth)
    if (record.type !== 'line' || ANNOUNCEMENT.test(record.text) || late.has(record.nth)) continue
    const text = maskNumbers(record.text).trim()
    const turn = first.get(text)
    if (record.nth === 1) first.set(text, record.turn)
    else if (turn !== undefined && turn !== record.turn) repeated.set(text, record.text.trim())
  }
  return [...repeated.values()]
}

/** A program is ready when it listens and has been quiet for so long, */
const QUIET_MS = 150

/** or has talked without a pause for so long. */
const TALKING_MS = 1000

/** A program that was not heard of for so long and does not listen is not going to. */
const SILENCE_MS = 3000

/** Lines of its output that an error shows. */
const SHOWN_LINES = 8

/**
 * Waits until the process is ready for its signal: its manager has a run in flight, or its text was
 * printed, or it listens to the signal and has come to rest. One that does not listen gets it all the
 * same, late.
 *
 * @throws {ProbeError} when it ends before that, or is no program and no subject
 */
async function waitForReady(
  child: ProbedProcess,
  { module, readyMs, readyWhen, signal }: ScenarioOptions,
): Promise<void> {
  const has = (type: string): boolean => child.records.some((record) => record.type === type)
  const isReady =
    readyWhen === undefined
      ? createQuietWatch(child, has)
      : () => child.output.lines.some(({ text }) => text.includes(readyWhen))
  const isUnusable = (): boolean => has('unusable') || child.startError !== undefined
  await child.waitUntil(
    () =>
      child.exit !== undefined || isUnusable() || has('ready') || (!has('subject') && isReady()),
    readyMs,
  )
  const unusable = child.records.find((record) => record.type === 'unusable')
  if (unusable !== undefined) throw new ProbeError(`${unusable.message}.${showOutput(child)}`)
  if (child.startError !== undefined) {
    throw new ProbeError(`Node could not be started: ${child.startError.message}.`)
  }
  if (has('ready')) return
  if (child.exit !== undefined) {
    const { code, signal: by } = child.exit
    const how = by === null ? `exited with code ${code}` : `was ended by ${by}`
    const why = has('listening')
      ? `before it was sent ${signal}: there was nothing left to shut down`
      : `before it listened to ${signal}`
    throw new ProbeError(`\`${module}\` ${how} ${why}.${showOutput(child)}`)
  }
  if (!has('started')) {
    throw new ProbeError(
      `\`${module}\` was not loaded within ${readyMs} ms: it blocks the event loop, or Node takes long to start.`,
    )
  }
  if (has('subject')) {
    throw new ProbeError(`\`create\` of \`${module}\` did not settle within ${readyMs} ms.`)
  }
  if (readyWhen !== undefined && !isReady()) {
    throw new ProbeError(
      `\`${module}\` did not print “${readyWhen}” within ${readyMs} ms.${showOutput(child)}`,
    )
  }
}

function createQuietWatch(child: ProbedProcess, has: (type: string) => boolean): () => boolean {
  let listeningMs: number | undefined
  return () => {
    const nowMs = performance.now()
    const quietMs = nowMs - child.lastSignOfLifeMs
    if (!has('listening')) return has('loaded') && quietMs >= SILENCE_MS
    listeningMs ??= nowMs
    // A program may never come to the end of its module: its loop may be at the top of it.
    if (!has('loaded')) return nowMs - listeningMs >= TALKING_MS
    return quietMs >= QUIET_MS || nowMs - listeningMs >= TALKING_MS
  }
}

function showOutput({ output }: ProbedProcess): string {
  const lines = output.lines.filter(({ text }) => text.trim() !== '').slice(0, SHOWN_LINES)
  return lines.length === 0
    ? ''
    : ` It printed:\n${lines.map(({ text }) => `  ${text}`).join('\n')}`
}
