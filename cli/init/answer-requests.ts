// What a subject says about the network: the hosts that the task is given, and who answers there. Where it
// cannot be told whom the task asks, its requests are answered by a function of the subject.

import type { SyntaxNode } from '../vitest/parse-source.ts'
import { findRequests } from './find-carrier.ts'
import { findRole } from './name-roles.ts'
import { listLeaves, type Parameter } from './read-parameters.ts'
import type { SourceFile } from './source-file.ts'
import { childrenOf, nameOf } from './syntax.ts'
import { MARK } from './write-value.ts'

/** How a task talks: by requests, by a WebSocket, or by a protocol of its own. */
type Protocol = 'http' | 'ws' | 'raw'

const WEB_SOCKET = /\bnew (?:\w+\.)?\w*WebSocket\(/
const RAW = /\b(?:net|tls)\.connect\(|\bcreateConnection\(|\bnew (?:net\.)?Socket\(/
const REQUESTS = /\bfetch\(|\bhttps?\.(?:get|request)\(|\baxios\b|\bgot\b|\bundici\b/
const SERVES = /\.listen\(|\bcreateServer\(|\bnew (?:\w+\.)?WebSocketServer\(/

/** Servers that a URL or a host is named after, with the scheme and the port of each. */
const SERVERS: readonly (readonly [name: RegExp, scheme: string, port: number])[] = [
  [/redis/i, 'redis', 6379],
  [/amqp|rabbit/i, 'amqp', 5672],
  [/mqtt/i, 'mqtt', 1883],
  [/nats/i, 'nats', 4222],
  [/postgres|pg|database|^db/i, 'postgres', 5432],
  [/mysql/i, 'mysql', 3306],
  [/mongo/i, 'mongodb', 27_017],
]

const HOSTS: Readonly<Record<Protocol, string>> = {
  http: 'api.test',
  ws: 'feed.test',
  raw: 'server.test',
}
const PORTS: Readonly<Record<Protocol, number>> = { http: 80, ws: 8080, raw: 7000 }

/** What is planned of the task whose hosts these are. */
interface Plan {
  readonly file: SourceFile
  /** The class with those it extends, or the function. */
  readonly bodies: readonly SyntaxNode[]
  readonly parameters: readonly Parameter[]
  readonly intervalMs: number
}

/** The hosts that a task talks to. */
export class Peers {
  /** Whether it opens connections, and is no server. */
  readonly isTalking: boolean
  /** Whether it makes requests with the global `fetch()`. */
  readonly makesRequests: boolean
  readonly #plan: Plan
  readonly #protocol: Protocol
  /** Whether it is given a URL or a host. */
  readonly #isToldWhom: boolean
  readonly #handlers = new Map<string, string>()

  constructor(plan: Plan) {
    const { file, bodies, parameters } = plan
    const text = bodies.map((body) => file.textOf(body)).join('\n')
    const isWebSocket = WEB_SOCKET.test(text)
    this.#plan = plan
    this.#isToldWhom = listLeaves(parameters).some(isAddress)
    this.#protocol = isWebSocket ? 'ws' : RAW.test(text) ? 'raw' : 'http'
    this.makesRequests = findRequests(bodies).length > 0
    this.isTalking =
      !SERVES.test(text) &&
      (isWebSocket || RAW.test(text) || REQUESTS.test(text) || this.#isToldWhom)
    for (const call of findRequests(bodies)) {
      const origin = findOrigin(file, call)
      if (origin !== undefined) this.#answer(origin, 'http')
    }
  }

  /** Whether the subject names a host that it asks. */
  get areKnown(): boolean {
    return this.#handlers.size > 0 || (this.isTalking && this.#isToldWhom)
  }

  /** The URL that is given where one is asked for. */
  writeUrl({ name }: Parameter): string {
    const server = findServer(name)
    if (server !== undefined) {
      const [, scheme, port] = server
      this.#answer(`${HOSTS.raw}:${port}`, 'raw')
      return `'${scheme}://${HOSTS.raw}:${port}'`
    }
    const port = this.#protocol === 'http' ? '' : `:${PORTS[this.#protocol]}`
    const host = `${HOSTS[this.#protocol]}${port}`
    this.#answer(host, this.#protocol)
    return `'${this.#protocol === 'raw' ? 'tcp' : this.#protocol}://${host}'`
  }

  /** The name of the host that is given where one is asked for. */
  writeHost(parameter: Parameter): string {
    if (!this.isTalking) return "'localhost'"
    const host = HOSTS[this.#protocol]
    const port = this.writePort(parameter)
    this.#answer(this.#protocol === 'http' ? host : `${host}:${port}`, this.#protocol)
    return `'${host}'`
  }

  /** The port that is given where one is asked for. */
  writePort({ name }: Parameter): string {
    if (!this.isTalking) return '0'
    return String(findServer(name)?.[2] ?? PORTS[this.#protocol])
  }

  /** The field of the subject, where it names a host. */
  writeField(): [key: string, text: string] | undefined {
    if (this.#handlers.size === 0) return undefined
    const [[host, handler] = ['', ''], ...others] = this.#handlers
    if (others.length === 0 && !handler.includes('\n') && !handler.includes(MARK))
      return ['network', `{ '${host}': ${handler} }`]
    const lines = [...this.#handlers].map(([key, text]) => `    '${key}': ${text}`)
    return ['network', `{\n${lines.map(addComma).join('\n')}\n  }`]
  }

  /** What the subject imports for it. */
  get imports(): readonly string[] {
    return this.#usesServer
      ? ["import { createServer } from 'node:http'", "import { WebSocketServer } from 'ws'"]
      : []
  }

  get #usesServer(): boolean {
    return [...this.#handlers.values()].some((text) => text.includes('WebSocketServer'))
  }

  #answer(host: string, protocol: Protocol): void {
    if (this.#handlers.has(host)) return
    if (protocol === 'http') this.#handlers.set(host, '() => Response.json({})')
    else if (protocol === 'ws' && this.#hasWs)
      this.#handlers.set(host, serveWebSocket(this.#plan.intervalMs))
    else {
      const what = protocol === 'ws' ? 'a WebSocket server' : 'the server'
      this.#handlers.set(host, `(socket) => void socket.pipe(socket) ${MARK}answer as ${what} does`)
    }
  }

  /** Whether the source imports the package whose server can answer. */
  get #hasWs(): boolean {
    return this.#plan.file.specifiers.includes('ws')
  }
}

/** Sends a message at every interval of the task. */
function serveWebSocket(intervalMs: number): string {
  return `(socket) => {
      const server = createServer()
      new WebSocketServer({ server }).on('connection', (peer) => {
        const messages = setInterval(() => peer.send('{}'), ${intervalMs})
        peer.on('close', () => clearInterval(messages))
      })
      server.emit('connection', socket)
    }`
}

/** The comma stands before a mark. */
function addComma(line: string): string {
  const [text = '', mark] = line.split(` ${MARK}`)
  return mark === undefined ? `${text},` : `${text}, ${MARK}${mark}`
}

function isAddress(parameter: Parameter): boolean {
  return /^(?:url|host)$/.test(findRole(parameter))
}

function findServer(name: string): (typeof SERVERS)[number] | undefined {
  return SERVERS.find(([pattern]) => pattern.test(name))
}

/** The host that a request names in the source, as the network of a subject has it. */
function findOrigin(file: SourceFile, call: SyntaxNode): string | undefined {
  const [target] = childrenOf(call, 'arguments')
  if (target === undefined) return undefined
  const text = nameOf(target) ?? (target.type === 'TemplateLiteral' ? file.textOf(target) : '')
  const [, scheme = '', host = '', port] =
    /^`?(https?):\/\/([\w.-]+)(:\d+)?(?=[/?#`]|$)/.exec(text) ?? []
  if (host === '') return undefined
  return port === undefined ? host : `${scheme}://${host}${port}`
}

/** The lines of `create` that have each request of the task be a run, where the global `fetch()` makes it. */
export function countRequests(areAnswered: boolean): string[] {
  return [
    '// Each request is a run.',
    `globalThis.fetch = async (${areAnswered ? 'url' : '_url'}, init) => {`,
    '  await work(init?.signal ?? undefined)',
    areAnswered ? '  return fetch(url, init)' : '  return Response.json({})',
    '}',
  ]
}

/** The line of `create` that answers the requests of the task, where nobody knows whom it asks. */
export const ANSWER = 'globalThis.fetch = async () => Response.json({})'

/** What stands before the subject where its `create` replaces `fetch()` by one that calls it. */
export const KEEP_FETCH = 'const { fetch } = globalThis'
