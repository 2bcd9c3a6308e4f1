/**
 * @touches an inspector session in this process: `Runtime.evaluate`, `Runtime.getProperties` and its
 * `[[FunctionLocation]]`, `[[TargetFunction]]`, `[[Target]]`, `Debugger.scriptParsed`
 * @test everything is tried; Node can be built without an inspector, or can forbid it
 * @fallback no location: every listener that a package attaches for the end of the process counts as its
 * own
 */
import type { Runtime, Session } from 'node:inspector'
import process from 'node:process'
import { types } from 'node:util'

/** Where a function is handed over to the inspector, which can evaluate only what is global. */
const HANDED_OVER = 'vitest-shutdown.located'

/** What the inspector says of a function beside its properties: V8's own names. */
const LOCATION = '[[FunctionLocation]]'
/** Of a bound function, and of a proxy. */
const TARGETS = new Set(['[[TargetFunction]]', '[[Target]]'])

/** Where a function is written, as the script runs. */
export interface ScriptPosition {
  /** A path or a URL. */
  readonly script: string
  /** Counted from 1, as `column`. */
  readonly line: number
  readonly column: number
}

interface ScriptLocation {
  readonly scriptId: string
  /** Counted from 0, as `columnNumber`. */
  readonly lineNumber: number
  readonly columnNumber?: number
}

/** The addresses of scripts by their ids, which V8 never gives again. */
const scripts = new Map<string, string>()

/**
 * Asks the engine where a function is written; of a bound function or a proxy, where its target is.
 * The first time takes some tens of milliseconds. Never throws.
 */
export function locateFunction(fn: Function): ScriptPosition | undefined {
  try {
    return isNative(fn) ? undefined : locate(fn)
  } catch {
    return undefined
  }
}

function locate(fn: Function): ScriptPosition | undefined {
  const { Session } = process.getBuiltinModule('node:inspector')
  const session = new Session()
  session.connect()
  try {
    const location = findLocation(session, handOver(session, fn))
    const script = location && findScript(session, location.scriptId)
    if (!script) return undefined
    const { lineNumber, columnNumber = 0 } = location
    return { script, line: lineNumber + 1, column: columnNumber + 1 }
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
