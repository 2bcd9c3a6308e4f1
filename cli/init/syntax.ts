import type { SyntaxNode } from '../vitest/parse-source.ts'

/** Whether a value of a tree is a node. */
function isNode(value: unknown): value is SyntaxNode {
  return (
    typeof value === 'object' && value !== null && typeof (value as SyntaxNode).type === 'string'
  )
}

/** The node at a key, of one of the types where some are named. */
export function childOf(
  node: SyntaxNode | undefined,
  key: string,
  ...types: readonly string[]
): SyntaxNode | undefined {
  const value = node?.[key]
  return isNode(value) && (types.length === 0 || types.includes(value.type)) ? value : undefined
}

/** The nodes in a list at a key; holes are left out. */
export function childrenOf(node: SyntaxNode | undefined, key: string): readonly SyntaxNode[] {
  const value = node?.[key]
  return Array.isArray(value) ? value.filter(isNode) : []
}

/** The node and all nodes below it, in the order of the text. */
export function* walk(node: SyntaxNode): Generator<SyntaxNode> {
  yield node
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) yield* walk(child)
    }
  }
}

/** The name of an identifier, private or not (`#x`), or the text of a string. */
export function nameOf(node: SyntaxNode | undefined): string | undefined {
  if (node?.type === 'Identifier' || node?.type === 'JSXIdentifier') return node.name as string
  if (node?.type === 'PrivateIdentifier') return `#${node.name as string}`
  return node?.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined
}

/** The name of a member of a class, an object or an interface: `stop`, `#stop`, `[Symbol.dispose]`. */
export function memberName(member: SyntaxNode): string | undefined {
  const key = childOf(member, 'key')
  if (member.computed !== true || key?.type === 'Literal') return nameOf(key)
  const isSymbol = key?.type === 'MemberExpression' && nameOf(childOf(key, 'object')) === 'Symbol'
  return isSymbol ? `[Symbol.${nameOf(childOf(key, 'property'))}]` : undefined
}

/** The `x` of `this.x`. */
export function fieldOf(node: SyntaxNode | undefined): string | undefined {
  if (node?.type !== 'MemberExpression' || childOf(node, 'object')?.type !== 'ThisExpression') {
    return undefined
  }
  return node.computed === true ? undefined : nameOf(childOf(node, 'property'))
}

const FUNCTIONS = new Set(['FunctionExpression', 'FunctionDeclaration', 'ArrowFunctionExpression'])

interface FunctionNode extends SyntaxNode {
  readonly type: 'FunctionExpression' | 'FunctionDeclaration' | 'ArrowFunctionExpression'
}

export function isFunction(node: SyntaxNode | undefined): node is FunctionNode {
  return node !== undefined && FUNCTIONS.has(node.type)
}

/** The last word of what is called or constructed: `setInterval` of `globalThis.setInterval(…)`. */
export function calleeName(call: SyntaxNode): string | undefined {
  const callee = childOf(call, 'callee')
  return callee?.type === 'MemberExpression' ? nameOf(childOf(callee, 'property')) : nameOf(callee)
}

/** What a node says once casts, `await` and parentheses are taken off. */
export function unwrap(node: SyntaxNode | undefined): SyntaxNode | undefined {
  const isWrapper =
    node !== undefined &&
    /^(?:TSAsExpression|TSSatisfiesExpression|TSNonNullExpression|ParenthesizedExpression|ChainExpression|AwaitExpression)$/.test(
      node.type,
    )
  if (!isWrapper) return node
  return unwrap(childOf(node, 'expression') ?? childOf(node, 'argument'))
}

/** The type that is written behind a name. */
export function annotationOf(node: SyntaxNode | undefined): SyntaxNode | undefined {
  return childOf(childOf(node, 'typeAnnotation'), 'typeAnnotation')
}
