import type { Runtime, Session } from 'node:inspector'
import { isAbsolute } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { types } from 'node:util'
import { createSite } from '../stack/call-sites.ts'
import { ScriptPlace } from '../stack/script-place.ts'
import { findSiteOwner, findStackFrames, type StackFrame } from '../stack/stack-frame.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** Where a function is handed over to the inspector, which can evaluate only what is global. */
const HANDED_OVER = 'vitest-shutdown.located'

/** What the inspector says of a function beside its properties: V8's own names. */
const LOCATION = '[[FunctionLocation]]'
/** Of a bound function, and of a proxy. */
const TARGETS = new Set(['[[TargetFunction]]', '[[Target]]'])

interface ScriptLocation {
  readonly scriptId: string
  /** Counted from 0, as `columnNumber`. */
  readonly lineNumber: number
  readonly columnNumber?: number
}

const located = new WeakMap<Function, StackFrame | undefined>()
/** The addresses of scripts by their ids, which V8 never gives again. */
const scripts = new Map<string, string>()

/**
 * Finds where a function of the user's, or of a package, is written, with source maps applied. What
 * is bound or a proxy is where its target is. Never throws.
 *
 * The engine is asked through an inspector session in this process, once for each function: the
 * first time takes some tens of milliseconds, which only what is reported anyway is worth.
 *
 * @returns undefined for native functions, for those of Node, of the runner and of this package, for
 * code made from strings, and where there is no inspector
 *
 * @example
 * findFunctionLocation(timer._onTimeout)?.line // 14
 */
export function findFunctionLocation(fn: Function): StackFrame | undefined {
  if (located.has(fn)) return located.get(fn)
  let frame: StackFrame | undefined
  try {
    frame = locate(fn)
  } catch {
    // Node can be built without an inspector, or forbid it.
  }
  located.set(fn, frame)
  return frame
}

function locate(fn: Function): StackFrame | undefined {
  if (isNative(fn)) return undefined
  const { Session } = process.getBuiltinModule('node:inspector')
  const session = new Session()
  session.connect()
  try {
    const location = findLocation(session, handOver(session, fn))
    const script = location && findScript(session, location.scriptId)
    return script ? toFrame(script, location) : undefined
  } finally {
    session.disconnect()
  }
}

/**
 * Whether a function is plainly one without code of its own, which most callbacks of promises are.
 * The text of bound functions and proxies says the same, but they may lead to code.
 */
function isNative(fn: Function): boolean {
  if (!Function.prototype.toString.call(fn).endsWith('{ [native code] }')) return false
  return !types.isProxy(fn) && !fn.name.startsWith('bound ')
}

/** @returns the id under which the inspector knows the function */
function handOver(session: Session, fn: Function): string | undefined {
  const key = Symbol.for(HANDED_OVER)
  // The object of the process is the same in all contexts of a vm; the global one is not.
  Object.defineProperty(process, key, { value: fn, configurable: true })
  try {
    const expression = `process[Symbol.for('${HANDED_OVER}')]`
    const { result } = take<Runtime.EvaluateReturnType>((done) =>
      session.post('Runtime.evaluate', { expression }, done),
    )
    return result.objectId
  } finally {
    Reflect.deleteProperty(process, key)
  }
}

function findLocation(session: Session, functionId?: string): ScriptLocation | undefined {
  for (let objectId = functionId; objectId !== undefined;) {
    const asked = { objectId, ownProperties: true }
    const { internalProperties = [] } = take<Runtime.GetPropertiesReturnType>((done) =>
      session.post('Runtime.getProperties', asked, done),
    )
    const location = internalProperties.find(({ name }) => name === LOCATION)
    if (location !== undefined) return location.value?.value
    objectId = internalProperties.find(({ name }) => TARGETS.has(name))?.value?.objectId
  }
  return undefined
}

/** Scripts are listed only to a debugger, all that there are: that is what takes the time. */
function findScript(session: Session, scriptId: string): string | undefined {
  if (!scripts.has(scriptId)) {
    session.on('Debugger.scriptParsed', ({ params }) => scripts.set(params.scriptId, params.url))
    session.post('Debugger.enable')
  }
  return scripts.get(scriptId)
}

function toFrame(
  script: string,
  { lineNumber, columnNumber = 0 }: ScriptLocation,
): StackFrame | undefined {
  // The inspector turns paths into addresses; whoever maps knows the scripts it ran by their paths.
  const path = script.startsWith('file://') ? fileURLToPath(script) : script
  const site = createSite(new ScriptPlace(path, lineNumber + 1, columnNumber + 1))
  if (findSiteOwner(site) !== 'user') return undefined
  const [frame] = findStackFrames(site)
  return frame !== undefined && isAbsolute(frame.path) ? frame : undefined
}

/** Sessions within one thread answer before `post()` returns. */
function take<T>(post: (done: (error: Error | null, answer: T) => void) => void): T {
  const answers: T[] = []
  post((error, answer) => {
    if (error === null) answers.push(answer)
  })
  const [answer] = answers
  if (answer === undefined) throw new Error('the inspector gave no answer')
  return answer
}
