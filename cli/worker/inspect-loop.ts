import { type Debugger, Session } from 'node:inspector/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { HangKind } from '../check-record.ts'
import { isUserFile, type SourcePosition, toFilePath } from './source-position.ts'
import { CELL, PROBE_KEY } from './watchdog-cells.ts'

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
  position?: SourcePosition
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
): SourcePosition | undefined {
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
): Promise<SourcePosition | undefined> {
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
}): SourcePosition[] {
  const path = toFilePath(frame.url)
  if (path === undefined) return []
  const { functionName: name, lineNumber, columnNumber } = frame
  return [{ name, path, line: lineNumber + 1, column: columnNumber + 1 }]
}
