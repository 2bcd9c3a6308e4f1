import type { SyntaxNode } from '../vitest/parse-source.ts'
import type { SourceFile } from './source-file.ts'
import {
  childOf,
  childrenOf,
  fieldOf,
  isFunction,
  memberName,
  nameOf,
  unwrap,
  walk,
} from './syntax.ts'

/** A function of a class: a method, or an arrow function that a field holds. */
export interface Method {
  readonly name: string
  readonly node: SyntaxNode
  readonly access: 'public' | 'protected' | 'private'
  readonly isAsync: boolean
  /** A field that holds an arrow function: a subclass cannot take it over. */
  readonly isField: boolean
}

/** What a class consists of, with what it inherits from classes that can be seen. */
export interface ClassShape {
  readonly node: SyntaxNode
  readonly create: SyntaxNode | undefined
  readonly methods: ReadonlyMap<string, Method>
  /** The static method that makes one, where the constructor is not for others: `Feed.open()`. */
  readonly factory: { readonly name: string; readonly node: SyntaxNode } | undefined
  /** The name of a base class that cannot be seen: `EventEmitter`. */
  readonly base: string | undefined
  /** The class, and those that it extends: where fields are looked for. */
  readonly bodies: readonly SyntaxNode[]
}

export function readClass(node: SyntaxNode, file: SourceFile): ClassShape {
  const base = unwrap(childOf(node, 'superClass'))
  const baseName = base?.type === 'MemberExpression' ? childOf(base, 'property') : base
  const name = nameOf(baseName)
  const found = name === undefined ? undefined : file.find(name)
  const inherited =
    found !== undefined && isClass(found.node) && found.node !== node
      ? readClass(found.node, found.file)
      : undefined
  const methods = new Map(inherited?.methods)
  let create = inherited?.create
  for (const member of childrenOf(childOf(node, 'body'), 'body')) {
    if (member.kind === 'constructor') create = childOf(member, 'value')
    const method = readMethod(member)
    if (method !== undefined) methods.set(method.name, method)
  }
  const factory = findFactory(node)
  return {
    node,
    create: factory?.node ?? create,
    factory,
    methods,
    base: inherited === undefined ? name : inherited.base,
    bodies: [node, ...(inherited?.bodies ?? [])],
  }
}

function findFactory(node: SyntaxNode): ClassShape['factory'] {
  const members = childrenOf(childOf(node, 'body'), 'body')
  const isHidden = members.some(
    ({ kind, accessibility }) =>
      kind === 'constructor' && (accessibility === 'private' || accessibility === 'protected'),
  )
  const takesNothing = members.every(
    (member) =>
      member.kind !== 'constructor' || childrenOf(childOf(member, 'value'), 'params').length === 0,
  )
  for (const member of members) {
    const [name, value] = [memberName(member), childOf(member, 'value')]
    const isOpen = member.static === true && member.accessibility !== 'private'
    if (isOpen && name !== undefined && !name.startsWith('#') && isFunction(value)) {
      const own = nameOf(childOf(node, 'id'))
      const makes = [...walk(value)].some(
        (inner) => inner.type === 'NewExpression' && nameOf(childOf(inner, 'callee')) === own,
      )
      const isNeeded = isHidden || (takesNothing && childrenOf(value, 'params').length > 0)
      if (makes && isNeeded) return { name, node: value }
    }
  }
  return undefined
}

export function isClass(node: SyntaxNode): boolean {
  return node.type === 'ClassDeclaration' || node.type === 'ClassExpression'
}

function readMethod(member: SyntaxNode): Method | undefined {
  const name = memberName(member)
  const node = unwrap(childOf(member, 'value'))
  if (name === undefined || !isFunction(node) || member.static === true) return undefined
  if (member.kind !== 'method' && member.type !== 'PropertyDefinition') return undefined
  const given = member.accessibility
  const isHidden = name.startsWith('#') || given === 'private'
  return {
    name,
    node,
    access: isHidden ? 'private' : given === 'protected' ? 'protected' : 'public',
    isAsync: node.async === true || returnsPromise(node),
    isField: member.type === 'PropertyDefinition',
  }
}

/** Whether a function says, by its type or by what it returns, that it returns a promise. */
export function returnsPromise(node: SyntaxNode): boolean {
  if (node.async === true) return true
  const declared = childOf(childOf(node, 'returnType'), 'typeAnnotation')
  if (declared !== undefined) {
    return /^(?:Promise|PromiseLike)$/.test(nameOf(childOf(declared, 'typeName')) ?? '')
  }
  return ownReturns(node).some((value) => isPromise(value))
}

function isPromise(value: SyntaxNode): boolean {
  if (value.type === 'NewExpression') return nameOf(childOf(value, 'callee')) === 'Promise'
  if (value.type !== 'CallExpression') return false
  const callee = childOf(value, 'callee', 'MemberExpression')
  const isStatic = nameOf(childOf(callee, 'object')) === 'Promise'
  return isStatic || /^(?:then|catch|finally)$/.test(nameOf(childOf(callee, 'property')) ?? '')
}

/** What a function returns, leaving out the functions inside of it. */
export function ownReturns(node: SyntaxNode): SyntaxNode[] {
  const body = childOf(node, 'body')
  if (body === undefined) return []
  if (body.type !== 'BlockStatement') return [unwrap(body)].filter((value) => value !== undefined)
  return [...walkOwn(body)]
    .filter((inner) => inner.type === 'ReturnStatement')
    .map((inner) => unwrap(childOf(inner, 'argument')))
    .filter((value) => value !== undefined)
}

/** As {@link walk}, without the functions inside. */
export function* walkOwn(node: SyntaxNode): Generator<SyntaxNode> {
  yield node
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (typeof child !== 'object' || child === null || !('type' in child)) continue
      if (!isFunction(child as SyntaxNode)) yield* walkOwn(child as SyntaxNode)
    }
  }
}

/** The methods that run, at once or later, when one of these functions is called. */
export function findReached(
  roots: readonly (SyntaxNode | undefined)[],
  methods: ReadonlyMap<string, Method>,
): ReadonlySet<string> {
  const reached = new Set<string>()
  const pending = roots.filter((root) => root !== undefined)
  for (let root = pending.pop(); root !== undefined; root = pending.pop()) {
    for (const node of walk(root)) {
      const name = fieldOf(node)
      const method = name === undefined ? undefined : methods.get(name)
      if (method === undefined || reached.has(method.name)) continue
      reached.add(method.name)
      pending.push(method.node)
    }
  }
  return reached
}
