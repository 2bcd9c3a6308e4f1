import { findStackFrames, formatFrame, type StackFrame } from '../stack/stack-frame.ts'
import { isOwnScript, isWatchingScript } from '../stack/script-owner.ts'
import { readFrames, type RawFrame } from '../stack/call-sites.ts'
import { toPublicModule } from '../platform/node-scripts.ts'
import type { Hang } from './find-hang.ts'
import { findFrames, findMethod, findOrigin, type PromiseNode } from './promise-node.ts'

/** What is told of a {@link Hang}. */
export interface HangDescription {
  /** The awaits in the user's code, the one that hangs first. */
  readonly awaits: readonly StackFrame[]
  /** Of `awaits`, how many of the first wait for each other; 0 where they do not. */
  readonly circle: number
  /** How the promise came about that nobody settles: `new Promise()`. */
  readonly promise: string
  /** Where that was. */
  readonly madeAt: StackFrame | undefined
  /** `Promise.all()` and how many members of it are pending, where one is on the way. */
  readonly combinator: Hang['combinator']
}

/** Tells where a hang is, in the user's places. */
export function describeHang({ awaits, promise, circle, combinator }: Hang): HangDescription {
  const places: StackFrame[] = []
  let inCircle = 0
  for (const [index, node] of awaits.toReversed().entries()) {
    const frame = findNearest(node)
    if (frame === undefined || isSame(places.at(-1), frame)) continue
    places.push(frame)
    if (index < circle) inCircle += 1
  }
  return {
    awaits: places,
    circle: inCircle,
    promise: namePromise(promise),
    madeAt: circle > 0 ? undefined : findNearest(promise),
    combinator,
  }
}

/** `lock (src/mutex.ts:31:12)`. */
export function formatPlace(frame: StackFrame): string {
  return formatFrame(frame, process.cwd())
}

/** The user's own line before one of a package, which waits for what it was given. */
function findNearest({ site }: PromiseNode): StackFrame | undefined {
  if (site === undefined) return undefined
  const frames = findStackFrames(site)
  const frame = frames.find((each) => each.package === undefined) ?? frames[0]
  if (frame?.functionName === undefined) return frame
  const { functionName, ...place } = frame
  // Source maps lend a function that has no name the name of something near by.
  const names = new Set([...readFrames(site)].map((raw) => findOwnName(raw.functionName)))
  return names.has(findOwnName(functionName)) ? frame : place
}

/** The name of a function without what it is a method of. */
function findOwnName(functionName: string): string {
  const plain = functionName.replace(/^(?:async |new )+/, '').replace(/ \[as .*$/, '')
  return plain.slice(plain.lastIndexOf('.') + 1)
}

function isSame(one: StackFrame | undefined, other: StackFrame): boolean {
  return one?.path === other.path && one.line === other.line && one.column === other.column
}

function namePromise(node: PromiseNode): string {
  const [top, caller] = findFrames(node)
  if (top === undefined)
    return node.isForeign ? 'a promise from before' : 'a promise that was not traced'
  const name = findMethod(top)
  switch (findOrigin(node)) {
    case 'call':
      return nameCall(top)
    case 'thenable':
      return 'an object with then() that does not call back,'
    case 'step':
      return `${name}() of an async generator`
    case 'hand':
      if (caller?.script.startsWith('node:') === true) return nameOfNode(caller)
      if (caller !== undefined && isOwnScript(caller.script)) return nameOwn(caller)
      return name === 'Promise' ? 'new Promise()' : `Promise.${name}()`
    case 'combinator':
      return `Promise.${name}()`
    case 'reaction':
      return `${name}()`
    default:
      return `${name}()`
  }
}

function nameCall(top: RawFrame): string {
  if (top.script.startsWith('node:')) return nameOfNode(top)
  return top.functionName === '' ? 'a call of an async function' : `${top.functionName}()`
}

/** Of the modules that only watch, the clock's alone make promises that users await. */
function nameOwn({ script }: RawFrame): string {
  return isWatchingScript(script) ? 'the promise of a timer' : 'the run that probe.work() returned'
}

/** `once() of node:events`. */
function nameOfNode({ functionName, script }: { functionName: string; script: string }): string {
  const module = toPublicModule(script)
  const name = findOwnName(functionName)
  return name === '' ? `a function of ${module}` : `${name}() of ${module}`
}
