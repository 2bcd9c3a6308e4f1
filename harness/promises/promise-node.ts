import { isPromiseEngine } from '../platform/node-scripts.ts'
import { readFrames, type RawFrame } from '../stack/call-sites.ts'

/** A promise that was made while they were traced. */
export class PromiseNode {
  /** Counts up in the order in which promises are made. */
  readonly number: number
  /** Whether it was made before the trace began: nothing is known of where. */
  readonly isForeign: boolean
  /** What an `await` or a `then()` that made this one waits for. */
  readonly parent: PromiseNode | undefined
  /** Where it was made, unless there were too many. */
  readonly site: Error | undefined
  /** The continuation in which it was made, as the number of that; 0 outside of any. */
  readonly run: number
  /** The first `await` of the same call of the function, for one that is not the first. */
  first: PromiseNode | undefined
  /** The promise that it was resolved with. */
  adopted: PromiseNode | undefined
  isSettled = false
  /** Whether an `await` made it of something that is no promise, and that has yet to call back. */
  isThenable = false

  constructor(parts: {
    number: number
    run: number
    parent?: PromiseNode | undefined
    site?: Error | undefined
    isForeign?: boolean
  }) {
    this.number = parts.number
    this.run = parts.run
    this.parent = parts.parent
    this.site = parts.site
    this.isForeign = parts.isForeign ?? false
  }
}

const read = new WeakMap<PromiseNode, readonly RawFrame[]>()

/** What was on the stack when a promise was made, its maker first. Never throws. */
export function findFrames(node: PromiseNode): readonly RawFrame[] {
  const known = read.get(node)
  if (known !== undefined) return known
  const frames: RawFrame[] = []
  if (node.site !== undefined) {
    for (const frame of readFrames(node.site)) {
      if (!frame.isAsync && !isPromiseEngine(frame.script)) frames.push(frame)
    }
  }
  read.set(node, frames)
  return frames
}

/** The combinators, by the name that the engine gives them on a stack. */
const COMBINATORS = new Set(['all', 'allSettled', 'any', 'race'])
const REACTIONS = new Set(['then', 'catch', 'finally'])
const GENERATOR_CALLS = new Set(['next', 'return', 'throw'])

/**
 * What made a promise:
 *
 * - `await`: an async function, to wait for its parent
 * - `reaction`: `then()` and its kind
 * - `combinator`: `Promise.all()` and its kind
 * - `call`: the call of an async function
 * - `thenable`: an `await` of something that is no promise, and has yet to call back
 * - `step`: `next()` of an async generator
 * - `hand`: somebody has it in hand to settle it: `new Promise()`, `Promise.withResolvers()`
 * - `engine`: a function of the engine, such as `WebAssembly.compile()` or `import()`
 * - `unknown`: it was not traced
 */
type PromiseOrigin =
  | 'await'
  | 'reaction'
  | 'combinator'
  | 'call'
  | 'thenable'
  | 'step'
  | 'hand'
  | 'engine'
  | 'unknown'

/** Finds what made a promise. */
export function findOrigin(node: PromiseNode): PromiseOrigin {
  if (node.isThenable) return 'thenable'
  const [top] = findFrames(node)
  if (top === undefined) return 'unknown'
  if (top.script !== '') return node.parent === undefined ? 'call' : 'await'
  const name = findMethod(top)
  if (REACTIONS.has(name)) return 'reaction'
  if (COMBINATORS.has(name)) return 'combinator'
  if (GENERATOR_CALLS.has(name)) return 'step'
  return name === 'Promise' || name === 'withResolvers' || name === 'resolve' || name === 'reject'
    ? 'hand'
    : 'engine'
}

/** The name of a function of the engine, without what it is a method of. */
export function findMethod({ functionName }: RawFrame): string {
  return functionName.slice(functionName.lastIndexOf('.') + 1)
}

/** Whether two promises were made by the same call of a function, or by calls that cannot be told apart. */
export function haveSameCallers(one: readonly RawFrame[], other: readonly RawFrame[]): boolean {
  return (
    one.length === other.length &&
    one.every((frame, index) => {
      const match = other[index]
      return match?.script === frame.script && match.position === frame.position
    })
  )
}
