import { childrenOf, nameOf } from './syntax.ts'
import type { Parameter } from './read-parameters.ts'
import type { Member, Shape } from './read-type.ts'
import type { Uses } from './uses.ts'
import { text, type Value } from './write-value.ts'

/** Writes the work of the kit as the function that the manager is to call for each run. */
export function writeWork({ shape, uses }: Parameter, takesItem: boolean): Value {
  if (shape.kind === 'named' && shape.name === 'SubjectContext.work') return text('work')
  if (
    shape.kind !== 'function' ||
    (shape.parameters.length === 0 && shape.returns.kind === 'unknown')
  ) {
    const result = observeResult(uses)
    if (result !== undefined) return text(`async () => {\n  await work()\n  return ${result}\n}`)
    const written = writeUntyped(
      uses.calls.map((call) => childrenOf(call, 'arguments')),
      takesItem,
    )
    if (!uses.isChained) return text(written)
    return text(`async ${written === 'work' ? '() => work()' : written}`)
  }
  return text(writeFunction(shape.parameters, shape.returns, takesItem))
}

/** What the source makes of the result, where no type tells it. */
function observeResult(uses: Uses): string | undefined {
  if (uses.hasListResult) return '[]'
  return uses.hasFlagResult ? 'true' : undefined
}

/** By the arguments that the source hands to it. */
function writeUntyped(
  calls: readonly (readonly { readonly type: string }[])[],
  takesItem: boolean,
): string {
  const [args = []] = calls
  const names = args.map((node) => nameOf(node as Parameters<typeof nameOf>[0]) ?? '')
  const signal = args.findIndex((node, index) => isSignal(names[index] ?? '', node))
  const item = args.findIndex((_, index) => index !== signal)
  if (args.length === 0 || (signal === 0 && (args.length === 1 || takesItem))) return 'work'
  if (takesItem && item !== -1) return writePassing({ signal, item })
  return signal === -1 ? '() => work()' : writePassing({ signal, item: -1 })
}

function isSignal(name: string, node: object): boolean {
  const property = (node as { property?: { name?: string } }).property?.name ?? name
  return /signal$/i.test(property)
}

/** By the type of the function. */
function writeFunction(parameters: readonly Member[], returns: Shape, takesItem: boolean): string {
  const signal = parameters.findIndex(
    ({ shape }) => shape.kind === 'named' && shape.name === 'AbortSignal',
  )
  const item = parameters.findIndex((_, index) => index !== signal)
  const name = parameters[item]?.name
  const given = takesItem ? { signal, item, name } : { signal, item: -1 }
  const result = returns.kind === 'promise' ? returns.of : returns
  const hasResult = !/^(?:nothing|unknown)$/.test(result.kind) && !isAnyType(result)
  if (hasResult) {
    const wait = returns.kind === 'promise' ? 'await' : 'void'
    const head = returns.kind === 'promise' ? 'async ' : ''
    const call = writeCallOfWork(given)
    return `${head}${writeHead(parameters.length, given)} => {\n  ${wait} ${call}\n  return ${writeResult(result)}\n}`
  }
  const passing = writePassing(given)
  if (returns.kind === 'promise') return `async ${passing}`
  const isPlain = parameters.length === 0 || (signal === 0 && parameters.length === 1)
  return isPlain || (signal === 0 && takesItem) ? 'work' : passing
}

function isAnyType(shape: Shape): boolean {
  // A type parameter: whatever the work returns will do.
  return shape.kind === 'named' && /^[A-Z]$/.test(shape.name)
}

interface Given {
  /** At which place the signal and the item come; -1 for neither. */
  signal: number
  item: number
  /** What the source calls the item. */
  name?: string | undefined
}

function writePassing(given: Given): string {
  return `${writeHead(Math.max(given.signal, given.item) + 1, given)} => ${writeCallOfWork(given)}`
}

function writeHead(count: number, { signal, item, name = 'item' }: Given): string {
  const last = Math.max(signal, item)
  const names = Array.from({ length: Math.min(count, last + 1) }, (_, index) =>
    index === signal ? 'signal' : index === item ? name : `_${index}`,
  )
  return `(${names.join(', ')})`
}

function writeCallOfWork({ signal, item, name = 'item' }: Given): string {
  if (item === -1) return signal === -1 ? 'work()' : 'work(signal)'
  return signal === -1 ? `work(undefined, ${name})` : `work(signal, ${name})`
}

/** A value of a shape that means nothing in particular. */
export function writeResult(shape: Shape): string {
  switch (shape.kind) {
    case 'number':
      return '0'
    case 'string':
      return "''"
    case 'boolean':
      return 'true'
    case 'array':
      return '[]'
    case 'literal':
      return shape.text
    case 'null':
      return 'null'
    case 'nullable':
      return shape.empty
    case 'object': {
      const required = shape.members.filter(({ isOptional }) => !isOptional)
      if (required.length === 0) return '{}'
      return `{ ${required.map(({ name, shape: inner }) => `${name}: ${writeResult(inner)}`).join(', ')} }`
    }
    case 'function':
      return shape.returns.kind === 'nothing' ? '() => {}' : `() => ${writeResult(shape.returns)}`
    case 'promise':
      return `Promise.resolve(${shape.of.kind === 'nothing' ? '' : writeResult(shape.of)})`
    case 'named':
      return RESULTS[shape.name] ?? '{} as never'
    default:
      return 'undefined'
  }
}

const RESULTS: Readonly<Record<string, string>> = {
  Date: 'new Date()',
  Response: 'new Response()',
  Map: 'new Map()',
  Set: 'new Set()',
  Buffer: 'Buffer.alloc(0)',
  Uint8Array: 'new Uint8Array()',
  Record: '{}',
  URL: "new URL('http://localhost')",
  AbortSignal: 'new AbortController().signal',
}

/** Writes a function that does nothing, and returns what is needed. */
export function writeStub({ shape, uses }: Parameter, isSync: boolean): string {
  const returns: Shape = shape.kind === 'function' ? shape.returns : { kind: 'unknown' }
  const isPromise = returns.kind === 'promise' || (returns.kind === 'unknown' && !isSync)
  const result = returns.kind === 'promise' ? returns.of : returns
  const observed = result.kind === 'unknown' ? observeResult(uses) : undefined
  const isNothing = /^(?:nothing|unknown)$/.test(result.kind)
  const value = observed ?? (isNothing ? '' : writeResult(result))
  const head = isPromise ? 'async () =>' : '() =>'
  if (value === '') return `${head} {}`
  return `${head} ${value.startsWith('{') ? `(${value})` : value}`
}
