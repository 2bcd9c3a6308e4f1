import type { SyntaxNode } from '../vitest/parse-source.ts'
import {
  calleeName,
  childOf,
  childrenOf,
  fieldOf,
  isFunction,
  memberName,
  nameOf,
  walk,
} from './syntax.ts'
import type { SourceFile } from './source-file.ts'

/** Where a parameter lives on: the function that has it, and the classes whose fields may hold it. */
export interface Scope {
  readonly file: SourceFile
  /** The function. */
  readonly owner: SyntaxNode
  /** The function, or the class with those it extends. */
  readonly bodies: readonly SyntaxNode[]
}

/** All the places of a class or function that mean the same value: a parameter, or a member of one. */
export class Uses {
  readonly nodes: ReadonlySet<SyntaxNode>
  readonly #scope: Scope

  private constructor(seeds: readonly SyntaxNode[], scope: Scope) {
    this.#scope = scope
    this.nodes = spread(seeds, scope)
  }

  /** Those of a name in the function, and of the field that a parameter property makes of it. */
  static ofName(name: string, scope: Scope, isField = false): Uses {
    const seeds = findIdentifiers(name, scope.owner, scope.file)
    return new Uses(isField ? [...seeds, ...findFields(name, scope)] : seeds, scope)
  }

  /** Those of a member of the value: of `options.url`, and of `url` in `const { url } = options`. */
  member(name: string): Uses {
    const seeds = [...this.nodes].flatMap((node) => {
      const parent = this.#scope.file.parentOf(node)
      if (parent?.type === 'MemberExpression' && childOf(parent, 'object') === node) {
        return nameOf(childOf(parent, 'property')) === name ? [parent] : []
      }
      return listDestructured(node, parent)
        .filter((entry) => entry.key === name)
        .flatMap((entry) => findIdentifiers(entry.local, this.#scope.owner, this.#scope.file))
    })
    return new Uses(seeds, this.#scope)
  }

  /** The names of the members that are read, in the order of the text. */
  get members(): string[] {
    const names = [...this.nodes].flatMap((node) => {
      const parent = this.#scope.file.parentOf(node)
      if (parent?.type === 'MemberExpression' && childOf(parent, 'object') === node) {
        return nameOf(childOf(parent, 'property')) ?? []
      }
      return listDestructured(node, parent).map(({ key }) => key)
    })
    return [...new Set(names)]
  }

  /** The calls of the value. */
  get calls(): SyntaxNode[] {
    return [...this.nodes].flatMap((node) => {
      const parent = this.#scope.file.parentOf(node)
      return parent?.type === 'CallExpression' && childOf(parent, 'callee') === node ? [parent] : []
    })
  }

  /** Whether what a call returns is chained like a promise: `work().catch(…)`. */
  get isChained(): boolean {
    return this.calls.some((call) => {
      const parent = this.#scope.file.parentOf(call)
      return /^(?:then|catch|finally)$/.test(nameOf(childOf(parent, 'property')) ?? '')
    })
  }

  /** Whether what a call returns is asked for yes or no: `if (!(await acquire())) …`. */
  get hasFlagResult(): boolean {
    const { file } = this.#scope
    return this.calls.some((call) => {
      const waited = file.parentOf(call)
      const result = waited?.type === 'AwaitExpression' ? waited : call
      const parent = file.parentOf(result)
      const isTest = childOf(parent, 'test') === result
      return isTest || (parent?.type === 'UnaryExpression' && parent.operator === '!')
    })
  }

  /** Whether what a call returns is gone through, or measured, like an array. */
  get hasListResult(): boolean {
    const { file, owner, bodies } = this.#scope
    const scopes = [owner, ...bodies]
    return this.calls.some((call) => {
      const waited = file.parentOf(call)
      const result = waited?.type === 'AwaitExpression' ? waited : call
      const parent = file.parentOf(result)
      if (parent?.type === 'ForOfStatement') return true
      const id = childOf(parent, 'id')
      if (id?.type === 'ArrayPattern') return true
      const name = nameOf(id)
      if (parent?.type !== 'VariableDeclarator' || name === undefined) return false
      const copies = scopes.flatMap((scope) => findIdentifiers(name, scope, file))
      return copies.some((copy) => {
        const user = file.parentOf(copy)
        if (user?.type === 'ForOfStatement') return childOf(user, 'right') === copy
        return LIST.test(nameOf(childOf(user, 'property')) ?? '')
      })
    })
  }

  /** The names of the functions that are handed the value: `setInterval` of `setInterval(work, 1000)`. */
  get takers(): string[] {
    return [...this.nodes].flatMap((node) => {
      const parent = this.#scope.file.parentOf(node)
      const isArgument = parent !== undefined && childrenOf(parent, 'arguments').includes(node)
      return isArgument ? (calleeName(parent) ?? []) : []
    })
  }

  /** Where the value is called, or handed to another function. */
  get places(): SyntaxNode[] {
    return [...this.nodes].filter((node) => {
      const parent = this.#scope.file.parentOf(node)
      if (parent?.type !== 'CallExpression' && parent?.type !== 'NewExpression') return false
      return childOf(parent, 'callee') === node || childrenOf(parent, 'arguments').includes(node)
    })
  }

  /** What stands in for the value where it is missing: the `1000` of `options.everyMs ?? 1000`. */
  get fallback(): SyntaxNode | undefined {
    for (const node of this.nodes) {
      const parent = this.#scope.file.parentOf(node)
      const isLeft = childOf(parent, 'left') === node
      if (isLeft && /^(?:LogicalExpression|AssignmentPattern)$/.test(parent?.type ?? '')) {
        return childOf(parent, 'right')
      }
    }
    return undefined
  }

  /** Whether the code does without it: it has a fallback, or is asked for. */
  get isOptional(): boolean {
    if (this.fallback !== undefined) return true
    return [...this.nodes].some((node) => {
      const parent = this.#scope.file.parentOf(node)
      const isTest = childOf(parent, 'test') === node
      return isTest || (parent?.optional === true && childOf(parent, 'arguments') !== node)
    })
  }
}

const LIST = /^(?:length|map|forEach|filter|some|every|reduce|slice|at)$/

/** Follows a value into the fields, variables and copies that it is put into. */
function spread(seeds: readonly SyntaxNode[], scope: Scope): Set<SyntaxNode> {
  const found = new Set<SyntaxNode>()
  const pending = [...seeds]
  for (let node = pending.shift(); node !== undefined; node = pending.shift()) {
    if (found.has(node)) continue
    found.add(node)
    pending.push(...follow(node, scope))
  }
  return found
}

function follow(node: SyntaxNode, scope: Scope): SyntaxNode[] {
  const parent = scope.file.parentOf(node)
  if (parent === undefined) return []
  const isSame =
    parent.type === 'LogicalExpression' ||
    parent.type === 'TSAsExpression' ||
    parent.type === 'TSNonNullExpression' ||
    parent.type === 'ConditionalExpression'
  if (isSame && childOf(parent, 'test') !== node) return [parent]
  // `{ ...defaults, ...options }`
  if (parent.type === 'SpreadElement') {
    const object = scope.file.parentOf(parent)
    return object?.type === 'ObjectExpression' ? [object] : []
  }
  if (parent.type === 'AssignmentExpression' && childOf(parent, 'right') === node) {
    const field = fieldOf(childOf(parent, 'left'))
    return field === undefined ? [] : findFields(field, scope)
  }
  if (parent.type === 'CallExpression') return followCall(node, parent, scope)
  if (parent.type === 'VariableDeclarator' && childOf(parent, 'init') === node) {
    const name = nameOf(childOf(parent, 'id'))
    return name === undefined ? [] : findIdentifiers(name, scope.owner, scope.file)
  }
  return []
}

/** Into the method that it is handed to: `this.#loop(work)`. */
function followCall(node: SyntaxNode, call: SyntaxNode, { file, bodies }: Scope): SyntaxNode[] {
  const name = fieldOf(childOf(call, 'callee'))
  const index = childrenOf(call, 'arguments').indexOf(node)
  if (name === undefined || index === -1) return []
  const members = bodies.flatMap((body) => childrenOf(childOf(body, 'body'), 'body'))
  const method = childOf(
    members.find((member) => memberName(member) === name),
    'value',
  )
  const parameter = nameOf(childrenOf(method, 'params')[index])
  return method === undefined || parameter === undefined
    ? []
    : findIdentifiers(parameter, method, file)
}

function findFields(name: string, { bodies }: Scope): SyntaxNode[] {
  return bodies.flatMap((body) => [...walk(body)].filter((node) => fieldOf(node) === name))
}

function findIdentifiers(name: string, owner: SyntaxNode, file: SourceFile): SyntaxNode[] {
  return [...walk(owner)].filter((node) => {
    if (node.type !== 'Identifier' || node.name !== name) return false
    const parent = file.parentOf(node)
    const isKey = childOf(parent, 'key') === node || childOf(parent, 'property') === node
    return !isKey || parent?.computed === true
  })
}

function listDestructured(
  node: SyntaxNode,
  parent: SyntaxNode | undefined,
): { key: string; local: string }[] {
  const pattern =
    parent?.type === 'VariableDeclarator' && childOf(parent, 'init') === node
      ? childOf(parent, 'id', 'ObjectPattern')
      : undefined
  return readPattern(pattern)
}

/** The names that a pattern takes out of an object, with its fallbacks. */
export function readPattern(
  pattern: SyntaxNode | undefined,
): { key: string; local: string; fallback?: SyntaxNode | undefined }[] {
  return childrenOf(pattern, 'properties').flatMap((property) => {
    const key = nameOf(childOf(property, 'key'))
    const value = childOf(property, 'value')
    const target = value?.type === 'AssignmentPattern' ? childOf(value, 'left') : value
    const local = nameOf(target)
    return key === undefined || local === undefined
      ? []
      : [{ key, local, fallback: childOf(value, 'right') }]
  })
}

/** Whether somebody waits for what a call returns, or keeps it. */
export function isAwaited(call: SyntaxNode, file: SourceFile): boolean {
  let node = call
  for (let parent = file.parentOf(node); parent !== undefined; parent = file.parentOf(node)) {
    if (parent.type === 'ExpressionStatement') return false
    if (parent.type === 'UnaryExpression') return false
    if (isFunction(parent)) return !isTimerCallback(parent, file)
    if (!/^(?:ChainExpression|TSNonNullExpression|ParenthesizedExpression)$/.test(parent.type))
      return true
    node = parent
  }
  return false
}

const TIMERS =
  /^(?:setInterval|setTimeout|setImmediate|on|once|addListener|addEventListener|queueMicrotask)$/

/** Whether what a function returns is thrown away by who calls it. */
function isTimerCallback(node: SyntaxNode, file: SourceFile): boolean {
  const call = file.parentOf(node)
  return call?.type === 'CallExpression' && TIMERS.test(calleeName(call) ?? '')
}
