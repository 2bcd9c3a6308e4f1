import type { SyntaxNode } from '../vitest/parse-source.ts'
import { childOf, childrenOf, isFunction, memberName, nameOf, unwrap, walk } from './syntax.ts'
import { findStarts, type Started, STOP_NAMES } from './find-starts.ts'
import { isClass, ownReturns, readClass } from './read-class.ts'
import type { ExportName, SourceFile } from './source-file.ts'

/** Something that a subject can be written for: it starts a task, or has a stop. */
export interface Candidate {
  readonly name: string
  readonly line: number
  readonly kind: 'class' | 'factory' | 'pair'
  /** Undefined where no other module can reach it. */
  readonly exported: ExportName | undefined
  readonly starts: readonly Started[]
  /** The names of what stops it. */
  readonly stops: readonly string[]
  readonly node: SyntaxNode
  readonly file: SourceFile
}

/** Finds the classes, the functions that make something, and the pairs of start and stop of a file. */
export function findCandidates(file: SourceFile): Candidate[] {
  return [...file.declarations]
    .flatMap(([name, node]) => readCandidate(name, node, file) ?? [])
    .filter((candidate, index, all) => !isMadeByAnother(candidate, index, all))
}

function readCandidate(name: string, node: SyntaxNode, file: SourceFile): Candidate | undefined {
  const common = {
    name: findName(name, file),
    line: file.lineOf(node),
    exported: file.exports.get(name),
    node,
    file,
  }
  if (isClass(node)) return readClassCandidate(node, common)
  return isFunction(node) ? readFunctionCandidate(node, common) : undefined
}

/** The name that others know it by. */
function findName(name: string, file: SourceFile): string {
  if (name === 'default') return nameAfterFile(file.path)
  const exported = file.exports.get(name)
  return exported === undefined || exported === 'default' ? name : exported
}

type Common = Pick<Candidate, 'name' | 'line' | 'exported' | 'node' | 'file'>

function readClassCandidate(node: SyntaxNode, common: Common): Candidate | undefined {
  // Only a class that extends it can be made.
  if (common.file.isAbstract(node)) return undefined
  const { methods, bodies } = readClass(node, common.file)
  const stops = STOP_NAMES.filter((name) => methods.get(name)?.access === 'public')
  const starts = [...new Set(bodies.flatMap((body) => findStarts(body)))]
  // A single timer or listener is no task by itself, and most that only have an `end()` are none.
  const isTask = stops.length === 0 ? starts.some(goesOn) : starts.length > 0 || stops[0] !== 'end'
  return isTask ? { ...common, kind: 'class', starts, stops } : undefined
}

/** What goes on by itself, unlike a single timer or listener. */
function goesOn(kind: Started): boolean {
  return kind !== 'timer' && kind !== 'listener'
}

function readFunctionCandidate(node: SyntaxNode, common: Common): Candidate | undefined {
  const starts = findStarts(node)
  const returned = findReturned(node)
  const stops = STOP_NAMES.filter((name) => returned.members.has(name))
  if (stops.length > 0) return { ...common, kind: 'factory', starts, stops }
  if (starts.length === 0) return undefined
  if (returned.isFunction) return { ...common, kind: 'factory', starts, stops: ['()'] }
  if (takesSignal(node, common.file))
    return { ...common, kind: 'factory', starts, stops: ['signal'] }
  const stop = findPartner(common)
  return stop === undefined ? undefined : { ...common, kind: 'pair', starts, stops: [stop] }
}

/** What a function returns: an object with these members, or a function. */
export function findReturned(node: SyntaxNode): {
  members: ReadonlyMap<string, SyntaxNode>
  isFunction: boolean
} {
  const members = new Map<string, SyntaxNode>()
  let returnsFunction = false
  for (const value of ownReturns(node)) {
    const target = resolveLocal(value, node)
    if (isFunction(target)) returnsFunction = true
    if (target?.type !== 'ObjectExpression') continue
    for (const entry of childrenOf(target, 'properties')) {
      const name = memberName(entry)
      if (name !== undefined)
        members.set(name, resolveLocal(childOf(entry, 'value'), node) ?? entry)
    }
  }
  return { members, isFunction: returnsFunction }
}

/** The function or object that a name inside of a function stands for. */
function resolveLocal(value: SyntaxNode | undefined, scope: SyntaxNode): SyntaxNode | undefined {
  const name = value?.type === 'Identifier' ? nameOf(value) : undefined
  if (name === undefined) return value
  for (const node of walk(scope)) {
    if (nameOf(childOf(node, 'id')) !== name) continue
    if (node.type === 'FunctionDeclaration') return node
    if (node.type === 'VariableDeclarator') return unwrap(childOf(node, 'init'))
  }
  return value
}

function takesSignal(node: SyntaxNode, file: SourceFile): boolean {
  return childrenOf(node, 'params').some((parameter) => /signal\b/i.test(file.textOf(parameter)))
}

const OPENINGS = /^(?:start|begin|run|open|launch|init|enable|schedule|watch|subscribe)(?=[A-Z]|$)/
const CLOSINGS = [
  'stop',
  'shutdown',
  'close',
  'end',
  'clear',
  'cancel',
  'disable',
  'unwatch',
  'unsubscribe',
]

/** The exported function that ends what this one begins: `stopSweeper` of `startSweeper`. */
function findPartner({ name, file }: Common): string | undefined {
  const opening = OPENINGS.exec(name)?.[0]
  if (opening === undefined) return undefined
  const rest = name.slice(opening.length)
  return CLOSINGS.map((closing) => `${closing}${rest}`).find(
    (stop) => file.exports.has(stop) && isFunction(file.declarations.get(stop)),
  )
}

/** Whether it is only used by another candidate of the file, which is exported. */
function isMadeByAnother(candidate: Candidate, _index: number, all: readonly Candidate[]): boolean {
  if (candidate.exported !== undefined) return false
  return all.some(
    (other) =>
      other.exported !== undefined &&
      [...walk(other.node)].some(
        (node) => node.type === 'Identifier' && nameOf(node) === candidate.name,
      ),
  )
}

/** A name for what is exported without one: `price-feed.ts` is a `PriceFeed`. */
function nameAfterFile(path: string): string {
  const stem = /([^/\\]+?)\.[cm]?[jt]sx?$/.exec(path)?.[1] ?? 'manager'
  return stem.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, letter: string) =>
    letter.toUpperCase(),
  )
}
