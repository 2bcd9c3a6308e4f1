import type { SyntaxNode } from '../vitest/parse-source.ts'
import { calleeName, childOf, isFunction, nameOf, walk } from './syntax.ts'
import { walkOwn } from './read-class.ts'

/** What a class or function starts, in the words of the list. */
export type Started =
  | 'interval'
  | 'timer'
  | 'loop'
  | 'listener'
  | 'server'
  | 'socket'
  | 'worker'
  | 'watcher'
  | 'schedule'

const CALLS: ReadonlyMap<string, Started> = new Map<string, Started>(
  Object.entries({
    setInterval: 'interval',
    setTimeout: 'timer',
    setImmediate: 'timer',
    on: 'listener',
    addListener: 'listener',
    addEventListener: 'listener',
    subscribe: 'listener',
    createServer: 'server',
    listen: 'server',
    createConnection: 'socket',
    connect: 'socket',
    fork: 'worker',
    watch: 'watcher',
    watchFile: 'watcher',
  }),
)

const CONSTRUCTORS: ReadonlyMap<string, Started> = new Map<string, Started>(
  Object.entries({
    Server: 'server',
    WebSocketServer: 'server',
    Socket: 'socket',
    WebSocket: 'socket',
    EventSource: 'socket',
    Worker: 'worker',
    BroadcastChannel: 'listener',
    FSWatcher: 'watcher',
    Cron: 'schedule',
    CronJob: 'schedule',
  }),
)

const KINDS: Readonly<Record<string, ReadonlyMap<string, Started>>> = {
  CallExpression: CALLS,
  NewExpression: CONSTRUCTORS,
}

/** What the code starts that goes on after the call, each kind once, in the order of the text. */
export function findStarts(node: SyntaxNode): Started[] {
  const sleeps = new Set<SyntaxNode>()
  const found = new Set<Started>()
  for (const inner of walk(node)) {
    if (isSleep(inner)) for (const part of walk(inner)) sleeps.add(part)
    if (isLoop(inner)) found.add('loop')
    const name = calleeName(inner) ?? ''
    const kinds = KINDS[inner.type]
    const kind = kinds?.get(name)
    // A timer that only makes a promise wait ends with the wait.
    if (kind !== undefined && !(kind === 'timer' && sleeps.has(inner))) found.add(kind)
  }
  return [...found]
}

/** `new Promise((resolve) => setTimeout(resolve, ms))` */
function isSleep(node: SyntaxNode): boolean {
  return node.type === 'NewExpression' && nameOf(childOf(node, 'callee')) === 'Promise'
}

/** A loop that waits: what it does goes on between turns. */
function isLoop(node: SyntaxNode): boolean {
  if (node.type === 'ForOfStatement') return node.await === true
  if (!/^(?:While|DoWhile|For)Statement$/.test(node.type)) return false
  const body = childOf(node, 'body')
  return body !== undefined && [...walkOwn(body)].some(({ type }) => type === 'AwaitExpression')
}

/** Whether a function ends only when its loop does: nobody may wait for it in order to begin. */
export function isEndless(node: SyntaxNode): boolean {
  const body = childOf(node, 'body')
  return isFunction(node) && body !== undefined && [...walkOwn(body)].some(isLoop)
}

/** The names under which things are stopped, the gentlest first. */
export const STOP_NAMES = [
  'shutdown',
  'stop',
  'close',
  'end',
  'disconnect',
  'terminate',
  'destroy',
  'dispose',
  '[Symbol.asyncDispose]',
  '[Symbol.dispose]',
] as const

/** The names under which a two-phase object is started. */
export const START_NAMES: readonly string[] = [
  'start',
  'run',
  'begin',
  'listen',
  'open',
  'connect',
  'launch',
  'init',
  'initialize',
  'watch',
  'subscribe',
  'resume',
]
