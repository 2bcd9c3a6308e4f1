/**
 * The thread that watches a worker process. It shares memory with the process, not an event loop, so
 * it still turns when the process does not.
 */
import { appendFileSync } from 'node:fs'
import { workerData } from 'node:worker_threads'
import { type Debugger, Session } from 'node:inspector/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CheckRecord, HangKind } from '../check-record.ts'
import { isUserFile, toFilePath } from './source-position.ts'
import type { StackFrame } from '../../../harness/stack/stack-frame.ts'
import { type WatchdogData, CELL, PROBE_KEY } from './start-watchdog.ts'

const TICK_MS = 100

/** A rule takes milliseconds: this long without one turn of the event loop is an endless loop. */
const BLOCKED_SECONDS = 3

/** Rules run in virtual time, so real seconds go by only where something escapes it. */
const NO_PROGRESS_SECONDS = 20

const { cells, recordFile, parentPid } = workerData as WatchdogData

// Ticks are counted, not the clock read: a laptop that slept for an hour has missed no tick.
let ticksWithoutBeat = 0
let ticksWithoutStep = 0
let lastBeat = 0
let lastStep = 0

const timer = setInterval(() => {
  if (process.ppid !== parentPid) endProcess()
  if (Atomics.load(cells, CELL.watching) === 0) return
  const beat = Atomics.load(cells, CELL.beat)
  const step = Atomics.load(cells, CELL.step)
  ticksWithoutBeat = beat === lastBeat && step === lastStep ? ticksWithoutBeat + 1 : 0
  ticksWithoutStep = step === lastStep ? ticksWithoutStep + 1 : 0
  lastBeat = beat
  lastStep = step
  if (ticksWithoutBeat * TICK_MS >= BLOCKED_SECONDS * 1000) void reportBlocked()
  else if (ticksWithoutStep * TICK_MS >= NO_PROGRESS_SECONDS * 1000) {
    report('no-progress', NO_PROGRESS_SECONDS)
  }
}, TICK_MS)

async function reportBlocked(): Promise<void> {
  clearInterval(timer)
  const { kind, position } = await inspectLoop(cells)
  report(kind, BLOCKED_SECONDS, position)
}

function report(kind: HangKind, seconds: number, position?: StackFrame): void {
  const record: CheckRecord = {
    type: 'hang',
    kind,
    seconds,
    ...(position === undefined ? {} : { position }),
  }
  appendFileSync(recordFile, `${JSON.stringify(record)}\n`)
  endProcess()
}

/** Nothing gentler gets through: the process runs no handler any more. */
function endProcess(): void {
  process.kill(process.pid, 'SIGKILL')
}

/** How long the inspector may take to answer; code that is stuck outside JavaScript never does. */
const ANSWER_MS = 3000

/** How long calls are sampled, where the loop was not stopped in the user's code. */
const SAMPLING_MS = 300

/** How long a queued callback may take to run, where the loop lets it run at all. */
const PROBE_MS = 200

/** What keeps the main thread busy. */
export interface LoopFinding {
  kind: HangKind
  /** Where the loop is in the user's code as it runs, where the inspector could tell. */
  position?: StackFrame
}

/**
 * Finds out what an endless loop of the main thread is, from another thread.
 *
 * The main thread is stopped in mid-loop through the inspector, which needs none of its turns. There
 * one microtask and one `nextTick` callback are queued: whichever runs once the loop goes on tells
 * which queue is kept full; if neither does, one call never returns.
 */
export async function inspectLoop(cells: Int32Array<SharedArrayBuffer>): Promise<LoopFinding> {
  const answer = inspect(cells).catch(() => undefined)
  return (await Promise.race([answer, sleep(ANSWER_MS)])) ?? { kind: 'synchronous' }
}

async function inspect(cells: Int32Array<SharedArrayBuffer>): Promise<LoopFinding> {
  const session = new Session()
  session.connectToMainThread()
  const scripts = new Map<string, string>()
  session.on('Debugger.scriptParsed', ({ params }) => scripts.set(params.scriptId, params.url))
  await session.post('Debugger.enable')
  const callFrames = await pause(session)
  await session.post('Runtime.evaluate', {
    expression: `globalThis[Symbol.for(${JSON.stringify(PROBE_KEY)})]()`,
  })
  await session.post('Debugger.resume')
  const position =
    findUserPosition(callFrames, scripts) ?? (await findBusiestFunction(session, scripts))
  await sleep(PROBE_MS)
  return {
    kind: findKind(cells),
    ...(position === undefined ? {} : { position }),
  }
}

async function pause(session: Session): Promise<Debugger.CallFrame[]> {
  const paused = new Promise<Debugger.CallFrame[]>((settle) => {
    session.once('Debugger.paused', ({ params }) => settle(params.callFrames))
  })
  await session.post('Debugger.pause')
  return paused
}

function findKind(cells: Int32Array<SharedArrayBuffer>): HangKind {
  if (Atomics.load(cells, CELL.microtask) === 1) return 'microtask'
  return Atomics.load(cells, CELL.nextTick) === 1 ? 'next-tick' : 'synchronous'
}

function findUserPosition(
  callFrames: readonly Debugger.CallFrame[],
  scripts: ReadonlyMap<string, string>,
): StackFrame | undefined {
  return callFrames
    .flatMap(({ functionName, location }) => {
      const { scriptId, lineNumber, columnNumber = 0 } = location
      return toPosition({
        functionName,
        url: scripts.get(scriptId) ?? '',
        lineNumber,
        columnNumber,
      })
    })
    .find(({ path }) => isUserFile(path))
}

/**
 * Finds the function of the user in which most samples were taken, by where it starts. A loop that
 * mostly waits passes through the user's code too quickly to be stopped there.
 */
async function findBusiestFunction(
  session: Session,
  scripts: ReadonlyMap<string, string>,
): Promise<StackFrame | undefined> {
  await session.post('Profiler.enable')
  await session.post('Profiler.start')
  await sleep(SAMPLING_MS)
  const { profile } = await session.post('Profiler.stop')
  return profile.nodes
    .toSorted((a, b) => (b.hitCount ?? 0) - (a.hitCount ?? 0))
    .flatMap(({ callFrame }) =>
      toPosition({ ...callFrame, url: scripts.get(callFrame.scriptId) ?? callFrame.url }),
    )
    .find(({ path }) => isUserFile(path))
}

function toPosition(frame: {
  functionName: string
  url: string
  lineNumber: number
  columnNumber: number
}): StackFrame[] {
  const path = toFilePath(frame.url)
  if (path === undefined) return []
  const { functionName, lineNumber, columnNumber } = frame
  return [{ functionName, path, line: lineNumber + 1, column: columnNumber + 1 }]
}
