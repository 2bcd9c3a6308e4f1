import type { SyntaxNode } from '../vitest/parse-source.ts'
import { annotationOf, childOf, childrenOf, memberName, nameOf } from './syntax.ts'
import { isClass, readClass } from './read-class.ts'
import type { SourceFile } from './source-file.ts'

/** What a value must be, as far as it can be told. */
export type Shape =
  | { readonly kind: 'function'; readonly parameters: readonly Member[]; readonly returns: Shape }
  | {
      readonly kind: 'object'
      readonly name: string | undefined
      readonly members: readonly Member[]
    }
  | { readonly kind: 'number' | 'string' | 'boolean' | 'array' | 'nothing' | 'unknown' }
  | { readonly kind: 'null' }
  /** One of the values that the type names, as it is written: `'fast'`. */
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'promise'; readonly of: Shape }
  /** May also be null or undefined. */
  | { readonly kind: 'nullable'; readonly of: Shape; readonly empty: 'null' | 'undefined' }
  /** A type that is declared elsewhere: a global, or one of a package. */
  | { readonly kind: 'named'; readonly name: string }

/** A named part of a shape: a parameter, or a member of an object. */
export interface Member {
  readonly name: string
  readonly shape: Shape
  readonly isOptional: boolean
}

const UNKNOWN: Shape = { kind: 'unknown' }

const KEYWORDS: Readonly<Record<string, Shape>> = {
  TSNumberKeyword: { kind: 'number' },
  TSBigIntKeyword: { kind: 'literal', text: '0n' },
  TSStringKeyword: { kind: 'string' },
  TSTemplateLiteralType: { kind: 'string' },
  TSBooleanKeyword: { kind: 'boolean' },
  TSVoidKeyword: { kind: 'nothing' },
  TSUndefinedKeyword: { kind: 'nothing' },
  TSNullKeyword: { kind: 'null' },
  TSNeverKeyword: { kind: 'nothing' },
  TSArrayType: { kind: 'array' },
  TSTupleType: { kind: 'array' },
}

/** Deeper than this, types that refer to themselves are left unknown. */
const DEEPEST = 6

/** Reads a type as it is written; without one, nothing is known. */
export function readType(type: SyntaxNode | undefined, file: SourceFile, depth = 0): Shape {
  if (type === undefined || depth > DEEPEST) return UNKNOWN
  const read = (node: SyntaxNode | undefined): Shape => readType(node, file, depth + 1)
  const keyword = KEYWORDS[type.type]
  if (keyword !== undefined) return keyword
  switch (type.type) {
    case 'TSFunctionType':
    case 'TSMethodSignature':
      return readFunction(type, read)
    case 'TSTypeLiteral':
      return { kind: 'object', name: undefined, members: readMembers(type, 'members', read) }
    case 'TSLiteralType': {
      const literal = childOf(type, 'literal')
      return literal === undefined ? UNKNOWN : { kind: 'literal', text: file.textOf(literal) }
    }
    case 'TSParenthesizedType':
    case 'TSTypeOperator':
      return read(childOf(type, 'typeAnnotation'))
    case 'TSUnionType':
      return readUnion(childrenOf(type, 'types').map((part) => read(part)))
    case 'TSIntersectionType':
      return mergeObjects(childrenOf(type, 'types').map((part) => read(part)))
    case 'TSTypeQuery':
      return { kind: 'named', name: `typeof ${nameOf(childOf(type, 'exprName')) ?? ''}` }
    case 'TSIndexedAccessType':
      return readIndexed(type, read)
    case 'TSTypeReference':
      return readReference(type, file, depth)
    default:
      return UNKNOWN
  }
}

function readFunction(node: SyntaxNode, read: (node: SyntaxNode | undefined) => Shape): Shape {
  const parameters = childrenOf(node, 'params').map((parameter, index): Member => {
    const inner = childOf(parameter, 'argument') ?? parameter
    return {
      name: nameOf(inner) ?? `value${index}`,
      shape: read(annotationOf(inner)),
      isOptional: parameter.optional === true || parameter.type === 'RestElement',
    }
  })
  const returns = read(childOf(childOf(node, 'returnType'), 'typeAnnotation'))
  return { kind: 'function', parameters, returns }
}

function readMembers(
  node: SyntaxNode,
  key: string,
  read: (node: SyntaxNode | undefined) => Shape,
): Member[] {
  return childrenOf(node, key).flatMap((member): Member[] => {
    const name = memberName(member)
    if (name === undefined) return []
    const shape = member.type === 'TSMethodSignature' ? read(member) : read(annotationOf(member))
    return [{ name, shape, isOptional: member.optional === true }]
  })
}

function readUnion(parts: readonly Shape[]): Shape {
  const first = parts.find(({ kind }) => !/^(?:nothing|null|unknown)$/.test(kind))
  if (first === undefined) return parts[0] ?? UNKNOWN
  const hasNull = parts.some(({ kind }) => kind === 'null')
  // `void | Promise<void>` asks for nothing; `Job | undefined` may be left out.
  if (!hasNull && !parts.some(({ kind }) => kind === 'nothing')) return first
  if (first.kind === 'promise') return { kind: 'nothing' }
  return { kind: 'nullable', of: first, empty: hasNull ? 'null' : 'undefined' }
}

function mergeObjects(parts: readonly Shape[]): Shape {
  const members = parts.flatMap((part) => (part.kind === 'object' ? part.members : []))
  return members.length === 0 ? (parts[0] ?? UNKNOWN) : { kind: 'object', name: undefined, members }
}

function readIndexed(type: SyntaxNode, read: (node: SyntaxNode | undefined) => Shape): Shape {
  const object = read(childOf(type, 'objectType'))
  const key = nameOf(childOf(childOf(type, 'indexType'), 'literal')) ?? ''
  if (object.kind === 'named') return { kind: 'named', name: `${object.name}.${key}` }
  if (object.kind !== 'object') return UNKNOWN
  return object.members.find(({ name }) => name === key)?.shape ?? UNKNOWN
}

/** Types of the library that stand for the type they are given. */
const TRANSPARENT: ReadonlySet<string> = new Set(['Readonly', 'Required', 'Awaited', 'NonNullable'])
const ARRAYS: ReadonlySet<string> = new Set(['Array', 'ReadonlyArray', 'Iterable', 'Set'])

function readReference(type: SyntaxNode, file: SourceFile, depth: number): Shape {
  const typeName = childOf(type, 'typeName')
  const name = nameOf(typeName) ?? nameOf(childOf(typeName, 'right')) ?? ''
  const [first, second] = childrenOf(childOf(type, 'typeArguments'), 'params')
  const read = (node: SyntaxNode | undefined): Shape => readType(node, file, depth + 1)
  if (name === 'Promise' || name === 'PromiseLike') return { kind: 'promise', of: read(first) }
  if (ARRAYS.has(name) && name !== 'Set') return { kind: 'array' }
  if (TRANSPARENT.has(name)) return read(first)
  if (name === 'Partial' || name === 'Pick' || name === 'Omit') {
    return narrow(read(first), name, listKeys(second))
  }
  const found = file.find(name)
  return found === undefined
    ? { kind: 'named', name }
    : readDeclaration(found.node, { name, file: found.file, depth: depth + 1 })
}

function readDeclaration(
  node: SyntaxNode,
  { name, file, depth }: { name: string; file: SourceFile; depth: number },
): Shape {
  const read = (inner: SyntaxNode | undefined): Shape => readType(inner, file, depth)
  if (node.type === 'TSTypeAliasDeclaration') {
    const shape = read(childOf(node, 'typeAnnotation'))
    return shape.kind === 'object' ? { ...shape, name } : shape
  }
  if (node.type === 'TSInterfaceDeclaration')
    return readInterface(node, { name, read, file, depth })
  if (!isClass(node)) return { kind: 'named', name }
  const members = [...readClass(node, file).methods.values()].map((method): Member => ({
    name: method.name,
    shape: readFunction(method.node, read),
    isOptional: method.access !== 'public',
  }))
  return { kind: 'object', name, members }
}

function readInterface(
  node: SyntaxNode,
  {
    name,
    read,
    file,
    depth,
  }: {
    name: string
    read: (node: SyntaxNode | undefined) => Shape
    file: SourceFile
    depth: number
  },
): Shape {
  const body = childOf(node, 'body')
  // An interface that is nothing but a call signature is a function.
  const call = childrenOf(body, 'body').find(({ type }) => type === 'TSCallSignatureDeclaration')
  if (call !== undefined) return readFunction(call, read)
  const inherited = childrenOf(node, 'extends').flatMap((base) => {
    const found = file.find(nameOf(childOf(base, 'expression')) ?? '')
    if (found === undefined || depth > DEEPEST) return []
    const shape = readDeclaration(found.node, { name: '', file: found.file, depth: depth + 1 })
    return shape.kind === 'object' ? shape.members : []
  })
  const own = body === undefined ? [] : readMembers(body, 'body', read)
  return { kind: 'object', name, members: [...inherited, ...own] }
}

function listKeys(type: SyntaxNode | undefined): string[] {
  const parts =
    type?.type === 'TSUnionType' ? childrenOf(type, 'types') : type === undefined ? [] : [type]
  return parts.map((part) => nameOf(childOf(part, 'literal')) ?? '')
}

function narrow(shape: Shape, how: string, keys: readonly string[]): Shape {
  if (shape.kind !== 'object') return shape
  if (how === 'Partial') {
    return { ...shape, members: shape.members.map((member) => ({ ...member, isOptional: true })) }
  }
  const isKept = (name: string): boolean => keys.includes(name) === (how === 'Pick')
  return { ...shape, members: shape.members.filter(({ name }) => isKept(name)) }
}
