import type { SyntaxNode } from '../vitest/parse-source.ts'
import { calleeName, childOf, childrenOf, nameOf, walk } from './syntax.ts'
import { isAwaited } from './uses.ts'
import { findReached, type Method } from './read-class.ts'
import { findRole, rankWork } from './name-roles.ts'
import { isDependency, listLeaves, type Parameter } from './read-parameters.ts'
import type { SourceFile } from './source-file.ts'

/** Where the work of the kit takes the place of what the task really does. */
export type Carrier =
  /** A function that it is given. */
  | {
      readonly kind: 'function'
      readonly parameter: Parameter
      readonly nodes: readonly SyntaxNode[]
    }
  /** A method of something that it is given. */
  | {
      readonly kind: 'method'
      readonly parameter: Parameter
      readonly nodes: readonly SyntaxNode[]
    }
  /** The global `fetch()`, or one that it is given. */
  | {
      readonly kind: 'fetch'
      readonly parameter: Parameter | undefined
      readonly nodes: readonly SyntaxNode[]
    }
  /** An event that it emits. */
  | { readonly kind: 'event'; readonly event: string; readonly nodes: readonly SyntaxNode[] }
  /** A method of its own, which a subclass takes over. */
  | { readonly kind: 'override'; readonly method: Method; readonly nodes: readonly SyntaxNode[] }

interface Body {
  readonly file: SourceFile
  /** The class with those it extends, or the function. */
  readonly bodies: readonly SyntaxNode[]
  readonly methods: ReadonlyMap<string, Method>
  readonly base: string | undefined
  readonly parameters: readonly Parameter[]
  /** The names of what starts and stops it, which are no work. */
  readonly controls: ReadonlySet<string>
}

/** Finds what the task does again and again, and the kit can take the place of. */
export function findCarrier(body: Body): Carrier | undefined {
  const leaves = listLeaves(body.parameters)
  return (
    findFunction(leaves) ??
    findFetch(leaves, body) ??
    findEvent(body) ??
    findMethod(leaves, body) ??
    findOverride(body)
  )
}

function findFunction(leaves: readonly Parameter[]): Carrier | undefined {
  // A manager that was written for the kit takes the whole context.
  const context = leaves.find((leaf) => findRole(leaf) === 'context')
  if (context !== undefined) {
    const uses = context.uses.member('work')
    const parameter = { ...context, name: 'work', uses, shape: { kind: 'unknown' } as const }
    return { kind: 'function', parameter, nodes: uses.places }
  }
  const [best] = leaves
    .filter((leaf) => findRole(leaf) === 'work')
    .toSorted((a, b) => rankWork(b) - rankWork(a))
  if (best === undefined) return undefined
  return { kind: 'function', parameter: best, nodes: best.uses.places }
}

/** Events that tell of the life of an emitter, not of its work. */
const LIFE =
  /^(?:error|close|closed|end|ended|stop|stopped|start|started|ready|drain|idle|exit|finish|open|listening|state|connect|disconnect)/i

function findEvent({ base, bodies }: Body): Carrier | undefined {
  if (base === undefined || !/Emitter|EventTarget/.test(base)) return undefined
  const calls = bodies
    .flatMap((body) => [...walk(body)])
    .filter((node) => calleeName(node) === 'emit')
  const events = calls.map((call) => nameOf(childrenOf(call, 'arguments')[0]))
  const event = events.find((name) => name !== undefined && !LIFE.test(name))
  if (event === undefined) return undefined
  return { kind: 'event', event, nodes: calls.filter((_, index) => events[index] === event) }
}

/** Methods that keep a dependency going, and are not what the task asks it for. */
const HOUSEKEEPING =
  /^(?:connect|disconnect|open|close|end|quit|destroy|dispose|init|on|once|off|add\w*Listener|remove\w*Listener|subscribe|unsubscribe|log|info|warn|error|debug|ack|nack|release|now|listen|unref|ref)$/

function findMethod(leaves: readonly Parameter[], { bodies, file }: Body): Carrier | undefined {
  const found = leaves
    .filter(
      (leaf) =>
        findRole(leaf) === 'dependency' || (findRole(leaf) === 'other' && isDependency(leaf)),
    )
    .flatMap(({ members }) => members)
    .filter(({ name, uses }) => !HOUSEKEEPING.test(name) && uses.calls.length > 0)
    .toSorted((a, b) => (a.uses.calls[0]?.start ?? 0) - (b.uses.calls[0]?.start ?? 0))
  // What a run waits for comes before what only starts or cleans up.
  const best =
    found.find(({ uses }) => uses.calls.some((call) => isInLoop(call, file, bodies))) ?? found[0]
  if (best === undefined) return undefined
  return { kind: 'method', parameter: best, nodes: best.uses.calls }
}

/** Whether a call stands in a loop, or in a function that a timer or a listener calls. */
function isInLoop(call: SyntaxNode, file: SourceFile, bodies: readonly SyntaxNode[]): boolean {
  for (let node = file.parentOf(call); node !== undefined; node = file.parentOf(node)) {
    if (bodies.includes(node)) return false
    if (/^(?:While|DoWhile|For)Statement$/.test(node.type)) return true
    if (/^set(?:Interval|Timeout)$/.test(calleeName(node) ?? '')) return true
  }
  return false
}

function findFetch(leaves: readonly Parameter[], { bodies }: Body): Carrier | undefined {
  const parameter = leaves.find((leaf) => findRole(leaf) === 'fetch')
  if (parameter !== undefined) return { kind: 'fetch', parameter, nodes: parameter.uses.places }
  const nodes = findRequests(bodies)
  return nodes.length === 0 ? undefined : { kind: 'fetch', parameter: undefined, nodes }
}

/** The calls of the global `fetch()`. */
export function findRequests(bodies: readonly SyntaxNode[]): SyntaxNode[] {
  return bodies
    .flatMap((body) => [...walk(body)])
    .filter((node) => node.type === 'CallExpression' && nameOf(childOf(node, 'callee')) === 'fetch')
}

/** A method that the timer or the loop calls, and that a subclass can take over. */
function findOverride({ methods, bodies, controls }: Body): Carrier | undefined {
  const roots = bodies.flatMap((body) => childrenOf(childOf(body, 'body'), 'body'))
  const reached = findReached(roots, methods)
  const method = [...methods.values()].find(
    ({ name, access, isField, node }) =>
      access !== 'private' &&
      !isField &&
      reached.has(name) &&
      !controls.has(name) &&
      !/^(?:schedule|arm|loop|next|reset|clear|is|get|has|set|on|emit|wait|sleep)/i.test(name) &&
      childrenOf(node, 'params').every(
        ({ optional, type }) => optional === true || type === 'AssignmentPattern',
      ),
  )
  return method === undefined ? undefined : { kind: 'override', method, nodes: [method.node] }
}

/**
 * Whether a run plainly ends in the turn in which it begins: nobody waits for what it returns, and no
 * type says that there is something to wait for.
 */
export function isPlainlySync(carrier: Carrier, file: SourceFile): boolean {
  if (carrier.kind === 'event') return true
  if (carrier.kind === 'fetch') return false
  if (carrier.kind === 'override') return !carrier.method.isAsync
  const { shape, uses } = carrier.parameter
  if (shape.kind === 'function' && shape.returns.kind === 'promise') return false
  if (uses.nodes.size === 0) return false
  return uses.calls.every((call) => !isAwaited(call, file))
}
