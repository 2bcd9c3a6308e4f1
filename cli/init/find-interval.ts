import type { SyntaxNode } from '../vitest/parse-source.ts'
import {
  calleeName,
  childOf,
  childrenOf,
  fieldOf,
  memberName,
  nameOf,
  unwrap,
  walk,
} from './syntax.ts'
import { findRole } from './name-roles.ts'
import { listLeaves, type Parameter } from './read-parameters.ts'
import type { SourceFile } from './source-file.ts'

/** What is taken where the source names no interval. */
const DEFAULT_MS = 1000

/** The longest interval that is taken over from a source: a day. */
const LONGEST_MS = 86_400_000

/**
 * How often the task runs, in milliseconds: by a parameter and its default, or by the delay of a timer.
 *
 * @param bodies the class or function
 */
export function findInterval(
  parameters: readonly Parameter[],
  bodies: readonly SyntaxNode[],
  file: SourceFile,
): number {
  const interval = listLeaves(parameters).find((leaf) => findRole(leaf) === 'interval')
  if (interval !== undefined) {
    const byDefault = evaluateNumber(interval.fallback, file)
    const unit = /minutes?$/i.test(interval.name)
      ? 60_000
      : /sec(?:ond)?s?$/i.test(interval.name)
        ? 1000
        : 1
    if (byDefault !== undefined) return limit(byDefault * unit)
    return unit === 60_000 ? unit : DEFAULT_MS
  }
  const delays = bodies.flatMap((body) => [...walk(body)].flatMap((node) => readDelay(node, file)))
  return limit(delays[0] ?? DEFAULT_MS)
}

function limit(ms: number): number {
  return ms > 0 && ms <= LONGEST_MS ? ms : DEFAULT_MS
}

/** The delay of a timer, where it is a number that can be told. */
function readDelay(node: SyntaxNode, file: SourceFile): number[] {
  if (node.type !== 'CallExpression') return []
  const name = calleeName(node) ?? ''
  const [first, second] = childrenOf(node, 'arguments')
  const isPromised = /^[#_]?(?:sleep|delay|wait|pause)/i.test(name)
  const takesCallback = /^set(?:Interval|Timeout)$/.test(name)
  const delay =
    takesCallback && second !== undefined ? second : isPromised || takesCallback ? first : undefined
  const ms = evaluateNumber(delay, file) ?? evaluateNumber(takesCallback ? first : undefined, file)
  return ms === undefined ? [] : [ms]
}

/** The number that an expression stands for, where the file says it: `5 * 60_000`, `INTERVAL_MS`. */
export function evaluateNumber(
  node: SyntaxNode | undefined,
  file: SourceFile,
  depth = 0,
): number | undefined {
  const value = unwrap(node)
  if (value === undefined || depth > 8) return undefined
  const read = (part: SyntaxNode | undefined): number | undefined =>
    evaluateNumber(part, file, depth + 1)
  switch (value.type) {
    case 'Literal':
      return typeof value.value === 'number' ? value.value : undefined
    case 'BinaryExpression':
      return calculate(
        String(value.operator),
        read(childOf(value, 'left')),
        read(childOf(value, 'right')),
      )
    case 'LogicalExpression':
      return read(childOf(value, 'right'))
    case 'Identifier':
      return read(file.declarations.get(nameOf(value) ?? ''))
    case 'MemberExpression':
      return readMember(value, file, read)
    default:
      return undefined
  }
}

/** `Poller.INTERVAL_MS`, `defaults.intervalMs`, and a field that is set where it is declared. */
function readMember(
  value: SyntaxNode,
  file: SourceFile,
  read: (node: SyntaxNode | undefined) => number | undefined,
): number | undefined {
  const object = childOf(value, 'object')
  const name = fieldOf(value) ?? nameOf(childOf(value, 'property'))
  const owner = file.declarations.get(nameOf(object) ?? '')
  const roots =
    object?.type === 'ThisExpression' ? [file.program] : owner === undefined ? [] : [owner]
  for (const member of roots.flatMap((root) => Array.from(walk(root)))) {
    const isMember = member.type === 'PropertyDefinition' || member.type === 'Property'
    if (!isMember || memberName(member) !== name) continue
    const number = read(childOf(member, 'value'))
    if (number !== undefined) return number
  }
  return undefined
}

function calculate(
  operator: string,
  left: number | undefined,
  right: number | undefined,
): number | undefined {
  if (left === undefined || right === undefined) return undefined
  if (operator === '*') return left * right
  if (operator === '/') return left / right
  if (operator === '+') return left + right
  return operator === '-' ? left - right : undefined
}
