import { ChildProcess } from 'node:child_process'
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createHandleHook } from '../../platform/handle-hook.ts'
import { findUserFrame } from '../../stack/user-frame.ts'
import { REQUEST_HEADER, type ChildPlan } from '../child-record.ts'
import { observeServers } from './observe-servers.ts'
import { findSignal } from './observe-signals.ts'
import { noteMilestone } from './observe-start.ts'
import { observeWays } from './observe-ways.ts'
import { tell } from './record-pipe.ts'

/** Has observed what the program starts, opens and answers, as far as the run asks for it. */
export function observeProgram(plan: ChildPlan): void {
  observeChildren()
  observeServers()
  observeWays(plan)
  if (plan.scenario === 'storm') observeActs()
  if (plan.hasTraffic) observeRequests()
}

/** What a logger has no need for, and the shutdown of something has. */
const TYPES: ReadonlySet<string> = new Set([
  'Timeout',
  'FSREQPROMISE',
  'GETADDRINFOREQWRAP',
  'HTTPCLIENTREQUEST',
  'PIPECONNECTWRAP',
  'PROCESSWRAP',
  'SHUTDOWNWRAP',
  'TCPCONNECTWRAP',
  'TLSWRAP',
])

/** Tells when a repeated signal begins something that takes time; a timer that keeps nothing alive is none. */
function observeActs(): void {
  const told = new Set<number>()
  createHandleHook({
    init(_id, type, _trigger, resource) {
      const nth = findSignal()
      if (nth < 2 || told.has(nth) || !TYPES.has(type)) return
      process.nextTick(() => {
        if (type === 'Timeout' && !(resource as NodeJS.Timeout).hasRef()) return
        told.add(nth)
        tell({ type: 'acted', nth })
      })
    },
  }).enable()
}

const MAX_LENGTH = 200

/** Tells of each process that the program starts, and the line that starts it. */
function observeChildren(): void {
  const prototype = ChildProcess.prototype as unknown as {
    spawn: (options?: { args?: unknown; detached?: unknown }) => unknown
  }
  const spawn = prototype.spawn
  prototype.spawn = function (this: ChildProcess, options) {
    const result: unknown = Reflect.apply(spawn, this, [options])
    const { pid } = this
    if (pid === undefined) return result
    const frame = findUserFrame(new Error('spawn'))
    const args = Array.isArray(options?.args) ? options.args.map(String) : []
    tell({
      type: 'spawned',
      pid,
      command: args.join(' ').slice(0, MAX_LENGTH),
      isDetached: options?.detached === true,
      ...(frame === undefined ? {} : { frame }),
    })
    noteMilestone('opens')
    return result
  }
}

/** Tells of each request of the probe that the program receives, and that it has answered. */
function observeRequests(): void {
  subscribe('http.server.request.start', (message) => {
    const id = readId((message as { request: IncomingMessage }).request)
    if (id !== undefined) tell({ type: 'request', id, state: 'received' })
  })
  subscribe('http.server.response.finish', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    const id = readId(request)
    const status = response.statusCode
    if (id !== undefined) tell({ type: 'request', id, state: 'answered', status })
  })
}

function readId({ headers }: IncomingMessage): string | undefined {
  const id = headers[REQUEST_HEADER]
  return typeof id === 'string' ? id : undefined
}
