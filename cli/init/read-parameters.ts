import type { SyntaxNode } from '../vitest/parse-source.ts'
import { annotationOf, childOf, childrenOf, isFunction, nameOf } from './syntax.ts'
import { readType, type Shape } from './read-type.ts'
import { readPattern, type Scope, Uses } from './uses.ts'

/** A parameter of a function or constructor, or a member of an object that is one. */
export interface Parameter {
  readonly name: string
  readonly shape: Shape
  readonly isOptional: boolean
  /** Whether the source says what it must be, and not only how it is used. */
  readonly isTyped: boolean
  /** What it is where nothing is given, as the source has it. */
  readonly fallback: SyntaxNode | undefined
  readonly uses: Uses
  /** The members, where it is an object of options or a dependency. */
  readonly members: readonly Parameter[]
}

/** Reads the parameters of a function: by their types, and where there are none by how they are used. */
export function readParameters(scope: Scope): Parameter[] {
  return childrenOf(scope.owner, 'params').flatMap((node) => readParameter(node, scope) ?? [])
}

function readParameter(node: SyntaxNode, scope: Scope): Parameter | undefined {
  const isField = node.type === 'TSParameterProperty'
  const inner = isField ? childOf(node, 'parameter') : node
  const pattern = inner?.type === 'AssignmentPattern' ? childOf(inner, 'left') : inner
  const fallback = inner?.type === 'AssignmentPattern' ? childOf(inner, 'right') : undefined
  if (pattern === undefined || pattern.type === 'RestElement') return undefined
  const shape = readType(annotationOf(pattern), scope.file)
  const isOptional = fallback !== undefined || pattern.optional === true
  const name = nameOf(pattern)
  if (name !== undefined) {
    const uses = Uses.ofName(name, scope, isField)
    return complete({ name, shape, uses, fallback, isOptional })
  }
  const entries = readPattern(pattern)
  const uses = Uses.ofName('', scope)
  const typed = strip(shape)
  const known = typed.kind === 'object' ? typed.members : []
  const members = entries.map((entry) => {
    const type = known.find((member) => member.name === entry.key)
    const given = Uses.ofName(entry.local, scope)
    return complete({
      name: entry.key,
      shape: type?.shape ?? { kind: 'unknown' },
      uses: given,
      fallback: entry.fallback ?? given.fallback,
      isOptional: entry.fallback !== undefined || type?.isOptional === true,
    })
  })
  // A member that the type requires and the function does not read is required all the same.
  const unread = known
    .filter((member) => !entries.some(({ key }) => key === member.name))
    .map((member) => complete({ ...member, fallback: undefined, uses: Uses.ofName('', scope) }))
  const isTyped = shape.kind !== 'unknown'
  return {
    name: 'options',
    isTyped,
    shape,
    isOptional,
    fallback,
    uses,
    members: [...members, ...unread],
  }
}

/** Adds the members, and what the uses tell of a parameter without a type. */
function complete(given: Omit<Parameter, 'members' | 'isTyped'>, depth = 0): Parameter {
  const parameter = { ...given, isTyped: given.shape.kind !== 'unknown' }
  const { uses } = parameter
  const shape = strip(parameter.shape)
  if (shape.kind === 'object') {
    const members = shape.members.map((member) => {
      const given = uses.member(member.name)
      const fallback = given.fallback
      return complete({ ...member, fallback, uses: given }, depth + 1)
    })
    return { ...parameter, shape, members }
  }
  if (shape.kind !== 'unknown' && shape.kind !== 'named')
    return { ...parameter, shape, members: [] }
  const isCalled = uses.calls.length > 0 || isFunction(parameter.fallback)
  const observed: Shape =
    shape.kind === 'unknown' && isCalled
      ? { kind: 'function', parameters: [], returns: { kind: 'unknown' } }
      : shape
  const names = depth > 2 ? [] : uses.members.filter((name) => !INHERITED.has(name))
  const members = names.map((name) => {
    const given = uses.member(name)
    const { fallback } = given
    const isOptional = given.isOptional
    const inner = { name, shape: { kind: 'unknown' } as const, fallback, uses: given, isOptional }
    return complete(inner, depth + 1)
  })
  return {
    ...parameter,
    shape: observed,
    isOptional: parameter.isOptional || (shape.kind === 'unknown' && uses.isOptional),
    members: isCalled ? [] : members,
  }
}

function strip(shape: Shape): Shape {
  return shape.kind === 'nullable' ? shape.of : shape
}

/** Members of strings, arrays and functions, which do not make an object of what has them. */
const INHERITED: ReadonlySet<string> = new Set([
  'length',
  'name',
  'map',
  'filter',
  'forEach',
  'slice',
  'split',
  'replace',
  'trim',
  'startsWith',
  'endsWith',
  'toString',
  'bind',
  'call',
  'apply',
])

/** The parameters and, where one is an object, its members instead: what has to be given in the end. */
export function listLeaves(parameters: readonly Parameter[]): Parameter[] {
  return parameters.flatMap((parameter) =>
    parameter.members.length === 0 || isContext(parameter) || isDependency(parameter)
      ? [parameter]
      : listLeaves(parameter.members),
  )
}

/** Whether it is all that the kit hands over. */
function isContext({ shape }: Parameter): boolean {
  return shape.kind === 'named' && shape.name === 'SubjectContext'
}

/** Whether it is an object with methods that are called, and not one of options. */
export function isDependency({ name, members }: Parameter): boolean {
  if (members.length === 0 || /^(?:options?|opts|config|settings|params|props|deps)$/i.test(name))
    return false
  const methods = members.filter((member) => member.shape.kind === 'function' && !member.isOptional)
  const called = members.filter((member) => member.uses.calls.length > 0)
  return methods.length > 0 && (called.length > 0 || methods.length === members.length)
}
