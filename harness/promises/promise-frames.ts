import { readPositions, type RawPosition } from '../stack/call-sites.ts'
import { isPromiseEngine } from '../platform/node-scripts.ts'
import type { PromiseNode } from './promise-node.ts'

const read = new WeakMap<PromiseNode, readonly RawPosition[]>()

/** What was on the stack when a promise was made, its maker first. Never throws. */
export function findFrames(node: PromiseNode): readonly RawPosition[] {
  const known = read.get(node)
  if (known !== undefined) return known
  const frames: RawPosition[] = []
  if (node.site !== undefined) {
    for (const frame of readPositions(node.site)) {
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
export type PromiseOrigin =
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
export function findMethod({ functionName }: RawPosition): string {
  return functionName.slice(functionName.lastIndexOf('.') + 1)
}

/** Whether two promises were made by the same call of a function, or by calls that cannot be told apart. */
export function haveSameCallers(
  one: readonly RawPosition[],
  other: readonly RawPosition[],
): boolean {
  return (
    one.length === other.length &&
    one.every((frame, index) => {
      const match = other[index]
      return match?.script === frame.script && match.position === frame.position
    })
  )
}
