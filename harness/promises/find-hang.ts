import type { RawFrame } from '../stack/call-sites.ts'
import {
  findFrames,
  findMethod,
  findOrigin,
  haveSameCallers,
  type PromiseNode,
} from './promise-node.ts'

/** Why a promise is pending. */
export interface Hang {
  /** The awaits from the outermost to the one that hangs; none where nobody awaits. */
  readonly awaits: readonly PromiseNode[]
  /** What the last of them waits for, and nobody settles. */
  readonly promise: PromiseNode
  /** Of `awaits`, how many at the end wait for each other in a circle; 0 where they do not. */
  readonly circle: number
  /** The last combinator on the way, such as `Promise.all`, and how many of its members are pending. */
  readonly combinator: { readonly method: string; readonly pending: number } | undefined
}

/** Deeper than anybody nests awaits. */
const MAX_DEPTH = 200

/**
 * Follows what a pending promise waits for, down to the one that waits for nothing.
 *
 * @param start where to begin
 * @param pending everything that was traced and is pending
 */
export function findHang(start: PromiseNode, pending: readonly PromiseNode[]): Hang {
  const path: PromiseNode[] = []
  let combinator: Hang['combinator']
  let node = start
  for (;;) {
    path.push(node)
    if (findOrigin(node) === 'combinator') combinator = describeCombinator(node, pending)
    const next = findNext(node, pending)
    if (next === undefined || path.length === MAX_DEPTH) break
    const entry = path.indexOf(next)
    if (entry >= 0) {
      const circle = path.slice(entry).filter(isAwait).length
      return { awaits: path.filter(isAwait), promise: next, circle, combinator }
    }
    node = next
  }
  return { awaits: path.filter(isAwait), promise: node, circle: 0, combinator }
}

function isAwait(node: PromiseNode): boolean {
  return findOrigin(node) === 'await'
}

function describeCombinator(
  node: PromiseNode,
  pending: readonly PromiseNode[],
): Hang['combinator'] {
  const [top] = findFrames(node)
  if (top === undefined) return undefined
  return { method: `Promise.${findMethod(top)}()`, pending: findMembers(node, pending).length }
}

/** The promise that has to settle for this one to settle, if there is one, and it is pending. */
function findNext(node: PromiseNode, pending: readonly PromiseNode[]): PromiseNode | undefined {
  const { adopted, parent } = node
  if (adopted !== undefined) return adopted.isSettled ? undefined : adopted
  switch (findOrigin(node)) {
    case 'await':
    case 'reaction':
      return parent?.isSettled === false ? parent : undefined
    case 'combinator':
      return findMembers(node, pending)[0]
    case 'call':
      return findAwaitOfCall(node, pending)
    case 'step':
      return findAwaitOfStep(node, pending)
    default:
      return undefined
  }
}

/** What a combinator waits for: it has called `then()` on each member, right after it was made. */
function findMembers(node: PromiseNode, pending: readonly PromiseNode[]): PromiseNode[] {
  const frames = findFrames(node)
  const [top] = frames
  const members = pending.filter((each) => {
    if (each.number < node.number || each.run !== node.run) return false
    if (findOrigin(each) !== 'reaction') return false
    const [, caller, ...others] = findFrames(each)
    return caller?.functionName === top?.functionName && haveSameCallers(others, frames.slice(1))
  })
  return members.flatMap(({ parent }) => (parent?.isSettled === false ? [parent] : []))
}

/** Where an async function has come to that was called when the promise was made. */
function findAwaitOfCall(
  node: PromiseNode,
  pending: readonly PromiseNode[],
): PromiseNode | undefined {
  const [callee, ...callers] = findFrames(node)
  const isOfFunction = (frame: RawFrame | undefined): boolean =>
    frame?.script === callee?.script && frame?.functionName === callee?.functionName
  const awaits = pending.filter((each) => isAwait(each) && isOfFunction(findFrames(each)[0]))
  const exact = awaits.filter((each) => {
    const first = each.first ?? each
    if (first.number < node.number || first.run !== node.run) return false
    const [own, ...others] = findFrames(first)
    return isOfFunction(own) && haveSameCallers(others, callers)
  })
  const earliest = exact.toSorted((a, b) => (a.first ?? a).number - (b.first ?? b).number)[0]
  // Of a function that many calls are under way of, any may be the one.
  return earliest ?? (awaits.length === 1 ? awaits[0] : undefined)
}

/** Where an async generator has come to that was asked for its next value. */
function findAwaitOfStep(
  node: PromiseNode,
  pending: readonly PromiseNode[],
): PromiseNode | undefined {
  const callers = findFrames(node).slice(1)
  return pending.find((each) => {
    if (!isAwait(each)) return false
    const first = each.first ?? each
    if (first.number < node.number || first.run !== node.run) return false
    const [, step, ...others] = findFrames(first)
    return step?.script === '' && haveSameCallers(others, callers)
  })
}
