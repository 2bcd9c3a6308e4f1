import { EventEmitter } from 'node:events'
import { ScriptPlace } from './script-place.ts'
import { markWatching } from './script-owner.ts'

markWatching(import.meta.url)

/**
 * A frame as V8 keeps it, before source maps. A `StackFrame` is what people read of it: making that
 * needs the text of the whole stack, which costs ten times more.
 */
export interface RawFrame {
  /** A path, a `file:` address or `node:net`; empty for native code. */
  script: string
  functionName: string
  /** Of the call in the script as it runs, in characters. */
  position: number
  /** Whether it is not on the stack, but waits for what is. */
  isAsync: boolean
}

/**
 * How many frames are captured, by what they are to tell. Each frame costs, and some of the nearest are
 * always Node's and ours.
 */
export const STACK_FRAMES = {
  /** Who opened a handle: Node's own dozen frames above a socket, and a call chain of the user's below. */
  site: 24,
  /** Who set a timer, from the caller on: a zone may stand between, with up to seven frames. */
  timer: 10,
  /** Who called the clock, from ours through a library to the user's. */
  trace: 16,
  /** Who made a promise: up to two frames are the engine's. */
  promise: 12,
  /** Who made a timer deep in Node that no clock replaces. */
  escape: 40,
  /** Who a program under a probe is: Node's own frames stand above the line of the user. */
  probe: 30,
  /** Who woke a thread that writes logs: the package is right above the call. */
  wake: 4,
  /** Who called `fetch()` or `WebSocket`, which go through 30 frames before they connect. */
  client: 60,
} as const

const read = new WeakMap<Error, readonly NodeJS.CallSite[]>()
const written = new WeakMap<Error, string>()
const released = new WeakSet<Error>()

/**
 * Captures the stack where it is called, without formatting it: formatting costs ten times more,
 * and only a handle that leaks is worth it.
 */
export function captureSite(frames: number = STACK_FRAMES.site): Error {
  // Not by `withStackLimit()`, whose frames would count.
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = frames
  const site = new Error('opened here')
  Error.stackTraceLimit = limit
  return site
}

/**
 * Runs `body` under another stack limit, which is global: code of the user's that `body` calls has it
 * too.
 */
export function withStackLimit<T>(frames: number, body: () => T): T {
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = frames
  try {
    return body()
  } finally {
    Error.stackTraceLimit = limit
  }
}

/** Captures the stack from the caller of `hook` on. It is formatted only when it is read. */
export function captureBelow(hook: Function, frames: number): { readonly stack?: string } {
  const limit = Error.stackTraceLimit
  const site: { stack?: string } = {}
  Error.stackTraceLimit = frames
  Error.captureStackTrace(site, hook)
  Error.stackTraceLimit = limit
  return site
}

/** Raises the stack limit of the process, for good. */
export function raiseStackLimit(frames: number): void {
  Error.stackTraceLimit = Math.max(Error.stackTraceLimit, frames)
}

/** A site of a place that is known without a stack. */
export function createSite(place: NodeJS.CallSite): Error {
  const site = withStackLimit(0, () => new Error('written here'))
  read.set(site, [place])
  return site
}

/**
 * Finds the first frame of a captured site that is in a script for which `isWanted` says so, as a site
 * of its own that keeps nothing else in memory.
 */
export function pickFrame(site: Error, isWanted: (script: string) => boolean): Error | undefined {
  for (const frame of readCallSites(site)) {
    const script = frame.getScriptNameOrSourceURL?.() ?? frame.getFileName() ?? ''
    if (!isWanted(script)) continue
    const [line, column] = [frame.getLineNumber(), frame.getColumnNumber()]
    return line === null || column === null
      ? undefined
      : createSite(new ScriptPlace(script, line, column))
  }
  return undefined
}

/** Reads the frames of a captured site as V8 keeps them. Never throws. */
export function* readFrames(site: Error): Generator<RawFrame> {
  for (const frame of readCallSites(site)) {
    yield {
      script: frame.getScriptNameOrSourceURL?.() ?? frame.getFileName() ?? '',
      functionName: frame.getFunctionName() ?? '',
      position: frame.getPosition?.() ?? 0,
      isAsync: frame.isAsync?.() ?? false,
    }
  }
}

/**
 * The stack of a captured site as text, with source maps applied where somebody installed them:
 * runners map in `Error.prepareStackTrace`. Never throws.
 */
export function readStack(site: Error): string {
  const known = written.get(site)
  if (known !== undefined) return known
  const sites = readCallSites(site)
  const map = Error.prepareStackTrace ?? findMainError()?.prepareStackTrace
  let text: string
  try {
    text = map === undefined ? formatPlain(site, sites) : String(map(site, [...sites]))
  } catch {
    text = formatPlain(site, sites)
  }
  written.set(site, text)
  return text
}

/**
 * Has a site read the same as before, but keep nothing in memory any more: the frames that the engine
 * gives hold the functions on the stack, and these what they have at hand.
 */
export function releaseSite(site: Error): void {
  if (released.has(site)) return
  released.add(site)
  readStack(site)
  const frames = [...readFrames(site)].map(({ script, functionName }) => ({
    getScriptNameOrSourceURL: () => script,
    getFunctionName: () => functionName,
  }))
  read.set(site, frames as unknown as NodeJS.CallSite[])
}

/** Takes the frames out of an error, which V8 gives to the first who asks for its stack. */
function readCallSites(site: Error): readonly NodeJS.CallSite[] {
  const known = read.get(site)
  if (known !== undefined) return known
  const previous = Error.prepareStackTrace
  let sites: readonly NodeJS.CallSite[] = []
  try {
    Error.prepareStackTrace = (_error, callSites) => {
      sites = callSites
      return ''
    }
    void site.stack
  } finally {
    // Assigning undefined would leave a property that others take for a formatter.
    if (previous === undefined) Reflect.deleteProperty(Error, 'prepareStackTrace')
    else Error.prepareStackTrace = previous
  }
  read.set(site, sites)
  return sites
}

/**
 * In the context of a vm, the `Error` of the main realm: a runner that maps sources does so there,
 * and Node's own modules lead to it.
 */
function findMainError(): ErrorConstructor | undefined {
  try {
    const mainFunction = EventEmitter.constructor as FunctionConstructor
    if (mainFunction === Function) return undefined
    return (mainFunction('return Error') as () => ErrorConstructor)()
  } catch {
    // Making code from strings can be forbidden.
    return undefined
  }
}

function formatPlain(error: Error, sites: readonly NodeJS.CallSite[]): string {
  return [
    `${error.name}: ${error.message}`,
    ...sites.map((frame) => `    at ${String(frame as unknown)}`),
  ].join('\n')
}
