/**
 * @touches the list of connections of an `http.Server` (`http.server.connections`: `all()`, `idle()`,
 * `active()`, `expired()`), the interval that looks for expired ones and its `_onTimeout`, and `parser`
 * of sockets
 * @test the list, its methods and the interval exist, on a server that never listens
 * @fallback the lists are left as they are, and `headersTimeout` and `requestTimeout` of servers stay real
 */
import http from 'node:http'
import type net from 'node:net'
import { markWatching } from '../stack/script-owner.ts'
import { findHiddenKey } from './hidden-symbols.ts'
import { createSurface, type Method, type Surface } from './patch.ts'
import type { Alarm, AlarmClock } from './socket-timeout.ts'

markWatching(import.meta.url)

interface Parser {
  readonly incoming: { readonly complete: boolean } | null
  readonly socket?: net.Socket | null
}

interface ConnectionsList {
  all(): Parser[]
  idle(): Parser[]
  active(): Parser[]
  expired(headersTimeoutMs: number, requestTimeoutMs: number): Parser[]
}

/** Follows the time-outs of http servers, which are native and real, in virtual time. */
export class HttpServerChecks {
  readonly #clock: AlarmClock
  readonly #orderOf: (socket: net.Socket) => number
  readonly #keys: { list: symbol; interval: symbol } | undefined
  readonly #lists: object | undefined
  /** When the message began that a connection is at. Not by its parser, which others use later. */
  readonly #since = new WeakMap<object, number>()
  readonly #servers = new WeakMap<object, Check>()

  /** @param orderOf the age of a connection: native lists go by address in memory */
  constructor(clock: AlarmClock, orderOf: (socket: net.Socket) => number) {
    this.#clock = clock
    this.#orderOf = orderOf
    const probe = http.createServer()
    probe.emit('listening')
    const list = findHiddenKey(probe, 'http.server.connections')
    const interval = findHiddenKey(probe, 'http.server.connectionsCheckingInterval')
    if (interval !== undefined) clearInterval(Reflect.get(probe, interval) as NodeJS.Timeout)
    if (list === undefined || interval === undefined) return
    const lists = Object.getPrototypeOf(Reflect.get(probe, list)) as Partial<ConnectionsList>
    const methods = [lists.all, lists.idle, lists.active, lists.expired]
    if (methods.some((method) => typeof method !== 'function')) return
    this.#keys = { list, interval }
    this.#lists = lists
  }

  /** Lists what stands in for the methods of the list. */
  createSurfaces(): Surface[] {
    const lists = this.#lists
    if (lists === undefined) return []
    const { expired, ...others } = {
      all: Reflect.get(lists, 'all') as Method,
      idle: Reflect.get(lists, 'idle') as Method,
      active: Reflect.get(lists, 'active') as Method,
      expired: Reflect.get(lists, 'expired') as Method,
    }
    const sort = this.#sort.bind(this)
    const findExpired = this.#findExpired.bind(this)
    const clock = this.#clock
    return [
      ...Object.entries(others).map(([key, native]) =>
        createSurface(lists, key, function (this: unknown): Parser[] {
          const found = Reflect.apply(native, this, []) as Parser[]
          return clock.isActive ? sort(found) : found
        }),
      ),
      createSurface(
        lists,
        'expired',
        function (this: ConnectionsList, ...args: unknown[]): Parser[] {
          if (!clock.isActive) return Reflect.apply(expired, this, args) as Parser[]
          return findExpired(this, ...(args as [number, number]))
        },
      ),
    ]
  }

  /** A server has begun to listen: its interval is taken over. */
  follow(server: net.Server): void {
    if (this.#keys === undefined) return
    const { list, interval } = this.#keys
    const connections = Reflect.get(server, list) as ConnectionsList | undefined
    const timer = Reflect.get(server, interval) as { _onTimeout?: unknown } | undefined
    if (connections === undefined || typeof timer?._onTimeout !== 'function') return
    const look = timer._onTimeout as () => void
    clearInterval(timer as NodeJS.Timeout)
    const { connectionsCheckingInterval: everyMs = 30_000 } = server as {
      connectionsCheckingInterval?: number
    }
    this.#servers.set(server, new Check(this.#clock, look, everyMs, connections))
  }

  /** A connection was made to a server, or has brought something: a message may have begun or ended. */
  noteTraffic(socket: net.Socket & { server?: object; parser?: Parser | null }): void {
    const check = socket.server && this.#servers.get(socket.server)
    const { parser } = socket
    if (!check || !parser) return
    if (!check.connections.active().includes(parser)) this.#since.delete(socket)
    else {
      if (!this.#since.has(socket)) this.#since.set(socket, this.#clock.nowMs)
      check.arm()
    }
  }

  #findExpired(
    list: ConnectionsList,
    headersTimeoutMs: number,
    requestTimeoutMs: number,
  ): Parser[] {
    const { nowMs } = this.#clock
    return list.active().filter((parser) => {
      const sinceMs = parser.socket && this.#since.get(parser.socket)
      if (typeof sinceMs !== 'number') return false
      const hasHeaders = parser.incoming?.complete === false
      const isLate = (limitMs: number): boolean => limitMs > 0 && nowMs - sinceMs > limitMs
      return isLate(requestTimeoutMs) || (!hasHeaders && isLate(headersTimeoutMs))
    })
  }

  #sort(parsers: Parser[]): Parser[] {
    const order = ({ socket }: Parser): number => (socket ? this.#orderOf(socket) : 0)
    return parsers.length > 1 ? parsers.toSorted((a, b) => order(a) - order(b)) : parsers
  }
}

/** Looks for expired connections at the times at which Node would, while there is one that may expire. */
class Check {
  readonly connections: ConnectionsList
  readonly #clock: AlarmClock
  readonly #look: () => void
  readonly #everyMs: number
  readonly #startMs: number
  #alarm: Alarm | undefined

  constructor(clock: AlarmClock, look: () => void, everyMs: number, connections: ConnectionsList) {
    this.#clock = clock
    this.#look = look
    this.#everyMs = everyMs
    this.#startMs = clock.nowMs
    this.connections = connections
  }

  arm(): void {
    if (this.#alarm !== undefined) return
    const waitedMs = (this.#clock.nowMs - this.#startMs) % this.#everyMs
    this.#alarm = this.#clock.setAlarm(this.#everyMs - waitedMs, () => {
      this.#alarm = undefined
      this.#look()
      if (this.connections.active().length > 0) this.arm()
    })
  }
}
