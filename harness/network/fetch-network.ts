import type { EventSource } from '../clock/event-source.ts'
import { installed, installEvents } from '../clock/stand-in.ts'
import { beginTurn } from '../clock/turn-owner.ts'
import { createLookupError } from '../platform/lookup-surfaces.ts'
import { createSurface, patch, standFor } from '../platform/patch.ts'
import { markWatching } from '../stack/script-owner.ts'
import { EventLog, type NetworkLogEntry, type Stamp } from './event-log.ts'
import { Faults, type Faulty } from './faults.ts'
import type { Host } from './host.ts'
import { Hosts, howToName } from './hosts.ts'
import type { NetworkError } from './network-error.ts'
import { NetworkQueue } from './network-queue.ts'
import type {
  NetworkConnection,
  NetworkRequest,
  NetworkSetup,
  RequestHandler,
} from '../model/network.ts'
import { parseHosts, type ParsedSetup } from './parse-setup.ts'
import { RequestLog } from './request-log.ts'
import { checkResponse, createHandlerError } from './request-service.ts'
import type { SimulatedNetwork } from './simulated-network.ts'

markWatching(import.meta.url)

type FetchInput = Parameters<typeof globalThis.fetch>[0]

/** Redirects that `fetch()` follows. */
const MAX_REDIRECTS = 20
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

/** A network of `level: 'fetch'`: only `fetch()` is answered, and nothing of Node's own is touched. */
export class FetchNetwork extends Faults implements SimulatedNetwork {
  readonly errors: NetworkError[] = []
  readonly #desk: Desk
  readonly #undo: (() => void)[] = []

  constructor(setup: ParsedSetup, onClosed: () => void) {
    const desk = new Desk(setup, (error) => this.errors.push(error))
    super(desk.hosts, desk)
    this.#desk = desk
    const { fetch: native } = globalThis
    const standIn = standFor((input: FetchInput, init?: RequestInit): Promise<Response> => {
      const isOurs = desk.queue.isActive && desk.isMeant(input)
      return isOurs ? desk.fetch(new Request(input, init)) : native(input, init)
    }, native)
    const { queue } = desk
    const events: EventSource = {
      get nextDueMs() {
        return queue.nextDueMs
      },
      get isNextPeers() {
        return queue.isNextPeers
      },
      fireNext: () => queue.fireNext(),
      createTimer: () => undefined,
    }
    this.#undo.push(onClosed, patch([createSurface(globalThis, 'fetch', standIn)]))
    this.#undo.push(installEvents(events))
    queue.isAttached = true
  }

  answer(setup: NetworkSetup): void {
    this.#desk.open(parseHosts(setup, 'fetch'))
  }

  connections(): readonly NetworkConnection[] {
    return []
  }

  requests(host?: string): readonly NetworkRequest[] {
    const { hosts, requests } = this.#desk
    const name = host === undefined ? undefined : hosts.require(host).name
    return requests.list().filter((each) => name === undefined || each.host === name)
  }

  log(): readonly NetworkLogEntry[] {
    return this.#desk.log.list()
  }

  follow(listener: ((entry: NetworkLogEntry) => void) | undefined, stamp?: Stamp): void {
    Object.assign(this.#desk.log, { onEntry: listener, stamp })
  }

  reset(): void {
    this.#desk.reset()
    this.errors.length = 0
  }

  close(): Promise<void> {
    this.#desk.queue.isAttached = false
    this.#desk.queue.release()
    for (const undo of this.#undo.splice(0).toReversed()) undo()
    return Promise.resolve()
  }
}

/** Takes requests to their handlers, and answers back. */
class Desk implements Faulty {
  readonly queue = new NetworkQueue()
  readonly log = new EventLog()
  readonly hosts: Hosts
  readonly requests: RequestLog
  readonly #handlers = new Map<string, RequestHandler>()
  readonly #onError: (error: NetworkError) => void
  /** Ends what is in flight, with the code of an error. */
  readonly #inFlight = new Map<(code: string) => void, Host>()

  constructor({ services, passthrough }: ParsedSetup, onError: (error: NetworkError) => void) {
    this.hosts = new Hosts(passthrough)
    this.requests = new RequestLog(this)
    this.#onError = onError
    this.open(services)
  }

  /** Has hosts answer. */
  open(services: ParsedSetup['services']): void {
    for (const service of services) {
      const { protocol, host, port } = service
      this.hosts.add(host)
      if (protocol !== 'raw') this.#handlers.set(`${protocol}://${host}:${port}`, service.handler)
    }
  }

  get elapsedMs(): number {
    return installed.time?.elapsedMs ?? 0
  }

  note(entry: Omit<NetworkLogEntry, 'atMs'>): void {
    this.log.add({ atMs: this.elapsedMs, ...entry })
  }

  reset(): void {
    this.queue.clear()
    this.#inFlight.clear()
    for (const host of this.hosts.all) host.reset()
    this.log.clear()
    this.requests.clear()
  }

  resetConnections(host: Host): void {
    for (const [end, each] of this.#inFlight)
      if (each === host) this.queue.add(0, () => end('ECONNRESET'))
  }

  /** Who waits is told nothing. */
  forgetConnections(host: Host): void {
    for (const [end, each] of this.#inFlight) if (each === host) this.#inFlight.delete(end)
  }

  /** Whether a request is one over http to a host that is not left to the real network. */
  isMeant(input: FetchInput): boolean {
    const text = input instanceof Request ? input.url : input.toString()
    return (
      /^https?:\/\//i.test(text) &&
      !(URL.canParse(text) && this.hosts.isReal(new URL(text).hostname))
    )
  }

  async fetch(request: Request, redirects = 0): Promise<Response> {
    const response = await this.#exchange(request)
    const location = response.headers.get('location')
    if (!REDIRECTS.has(response.status) || location === null || request.redirect === 'manual')
      return response
    if (request.redirect === 'error' || redirects >= MAX_REDIRECTS)
      throw new TypeError('fetch failed', { cause: new Error('unexpected redirect') })
    const keepsMethod = response.status > 303 || request.method === 'HEAD'
    const { method, headers, signal } = request
    const init = { method: keepsMethod ? method : 'GET', headers, signal }
    return this.fetch(new Request(new URL(location, request.url), init), redirects + 1)
  }

  #exchange(request: Request): Promise<Response> {
    const { signal } = request
    const url = new URL(request.url)
    const begun = this.log.stamp?.(true)
    return new Promise<Response>((resolve, reject) => {
      const fail = (cause: Error): void => reject(new TypeError('fetch failed', { cause }))
      const end = (code: string): void => fail(createError('read', code))
      const host = this.hosts.findByName(url.hostname)
      let finish: ((status?: number) => void) | undefined
      const settle = (action: () => void): void => {
        if (host === undefined || !this.#inFlight.delete(end)) return
        action()
      }
      if (signal.aborted) {
        reject(signal.reason as Error)
        return
      }
      if (host === undefined || host.lookupFailure !== undefined) {
        const code = host?.lookupFailure ?? 'ENOTFOUND'
        const remedy =
          host === undefined ? `: nobody answers there. ${howToName(url.hostname)}` : ''
        this.queue.add(0, () => fail(createLookupError(code, url.hostname, remedy)))
        return
      }
      this.#inFlight.set(end, host)
      signal.addEventListener('abort', () => {
        finish?.()
        this.#inFlight.delete(end)
        reject(signal.reason as Error)
      })
      const ask = (): void => {
        const handler = this.#handlers.get(toKey(url))
        if (host.isRefusing || host.hasCrashed || handler === undefined) {
          beginTurn(false)
          settle(() => fail(createError('connect', 'ECONNREFUSED')))
          return
        }
        const { method } = request
        const asked = { host: host.name, method, url: url.href, connection: 0 }
        finish = this.requests.note(asked, begun)
        void this.#answer(host, handler, request).then((response) => {
          finish?.(response.status)
          this.#pass(host, () => settle(() => resolve(withUrl(response, url.href))), false)
        })
      }
      this.#pass(host, ask, true)
    })
  }

  async #answer(host: Host, handler: RequestHandler, request: Request): Promise<Response> {
    try {
      return checkResponse(await handler(request))
    } catch (cause) {
      const error = createHandlerError(host.name, `${request.method} ${request.url}`, cause)
      this.#onError(error)
      return new Response(error.message, { status: 500 })
    }
  }

  /** Takes one way: to the host, or back. */
  #pass(host: Host, onArrival: () => void, isToHost: boolean): void {
    const arrive = (): void => {
      if (host.cut === undefined && !host.isDroppingSyn) onArrival()
      else host.hold(() => this.#pass(host, onArrival, isToHost))
    }
    this.queue.add(host.latencyMs, arrive, isToHost)
  }
}

function toKey({ protocol, hostname, port }: URL): string {
  return `${protocol}//${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`
}

function createError(syscall: string, code: string): Error {
  return Object.assign(new Error(`${syscall} ${code}`), { code, syscall })
}

/** One that was made by hand has no address. */
function withUrl(response: Response, url: string): Response {
  return Object.defineProperty(response, 'url', { value: url, configurable: true })
}
