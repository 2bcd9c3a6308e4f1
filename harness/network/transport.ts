import type { Socket } from 'node:net'
import { createStreamHandle, type StreamHandle } from '../platform/stream-handle.ts'
import { installed, makeOwn } from '../clock/stand-in.ts'
import type { NetworkInternals } from '../platform/network-internals.ts'
import { systemErrors } from '../platform/system-errors.ts'
import { markWatching } from '../stack/script-owner.ts'
import { Connection } from './connection.ts'
import { dial } from './dial.ts'
import type { Beginning, EventLog, NetworkLogEntry } from './event-log.ts'
import type { Host } from './host.ts'
import type { Hosts } from './hosts.ts'
import type { Listeners } from './listeners.ts'
import type { NetworkQueue } from './network-queue.ts'
import { TcpEnd, type PacketItem } from './tcp-end.ts'

markWatching(import.meta.url)

/** Parts of a millisecond. A power of two, so that sums are exact at whatever time of the wall clock. */
const FRACTIONS = 1024

type Link = Connection<TcpEnd>

/** A packet on its way. */
interface Packet {
  readonly from: TcpEnd
  readonly item: PacketItem
  readonly sentAtMs: number
  readonly begun: Beginning | undefined
}

/** What a {@link Transport} is made of. */
export interface TransportParts {
  readonly internals: NetworkInternals
  readonly queue: NetworkQueue
  readonly hosts: Hosts
  readonly listeners: Listeners
  readonly log: EventLog
}

/** Carries packets between the ends of connections, as far and as fast as their hosts allow. */
export class Transport {
  readonly queue: NetworkQueue
  readonly listeners: Listeners
  /** Told of a socket of a server that has been accepted, or has read something. */
  onTraffic: ((socket: Socket) => void) | undefined
  readonly #internals: NetworkInternals
  readonly #hosts: Hosts
  readonly #log: EventLog
  readonly #connections = new Set<Link>()
  #connectionCount = 0

  constructor({ internals, queue, hosts, listeners, log }: TransportParts) {
    this.#internals = internals
    this.queue = queue
    this.#hosts = hosts
    this.listeners = listeners
    this.#log = log
  }

  /** On the installed clock, as in all timelines. */
  get elapsedMs(): number {
    return installed.time?.elapsedMs ?? 0
  }

  /** The connections that are open at an end which belongs to the code. */
  get connections(): readonly Link[] {
    return [...this.#connections].filter((connection) => connection.isOpen)
  }

  /** Begins again, from connection 1. */
  start(): void {
    this.#connectionCount = 0
    this.#connections.clear()
  }

  nextPort(): number {
    return this.listeners.nextPort()
  }

  note(entry: Omit<NetworkLogEntry, 'atMs'>): void {
    this.#log.add({ atMs: this.elapsedMs, ...entry })
  }

  /** When what is being done now is begun, by the count of whoever follows. */
  stamp(isExact: boolean): Beginning | undefined {
    return this.#log.stamp?.(isExact)
  }

  createHandle(kind: 'tcp' | 'unix'): StreamHandle {
    const end = new TcpEnd(this, kind)
    end.begun = this.stamp(true)
    return this.giveHandle(end)
  }

  /** @param port undefined for the path of a unix socket */
  connect(
    client: TcpEnd,
    address: string,
    port: number | undefined,
    onEnd: (status: number) => void,
  ): void {
    const host =
      port === undefined ? this.#hosts.findUnix(address) : this.#hosts.findByAddress(address)
    if (host === undefined) {
      this.note({ kind: 'fail', host: address, connection: 0, text: 'EHOSTUNREACH' })
      this.queue.add(1, () => onEnd(systemErrors.EHOSTUNREACH))
      return
    }
    const id = ++this.#connectionCount
    const target = port ?? address
    const connection = new Connection({ id, host, target, client, openedAtMs: this.elapsedMs })
    client.connection = connection
    this.#connections.add(connection)
    const text = typeof target === 'number' ? `port ${target}` : target
    // With the call: the name is looked up in between.
    const begun = client.begun ?? this.stamp(true)
    connection.begun = begun
    this.note({ kind: 'connect', host: host.name, connection: id, text, ...(begun && { begun }) })
    dial({ carrier: this, connection, address, onEnd })
  }

  /** Makes the end of a host that has accepted. */
  createServerEnd(connection: Link): TcpEnd {
    const server = new TcpEnd(this, connection.client.kind)
    server.connection = connection
    connection.server = server
    return server
  }

  giveHandle(end: TcpEnd): StreamHandle {
    end.handle = createStreamHandle(this.#internals, end)
    return end.handle
  }

  /** Who takes a connection; undefined where it is refused. */
  findAcceptor(
    { host, target }: Link,
    address: string,
  ): ((create: () => StreamHandle) => void) | undefined {
    if (host.isRefusing || host.hasCrashed) return undefined
    const acceptor = host.acceptors.get(target)
    // The end of a host of the setup is nobody's to close.
    if (acceptor !== undefined) return (create) => acceptor(makeOwn(create))
    if (host !== this.#hosts.local) return undefined
    const port = typeof target === 'number' ? target : undefined
    const handle = this.listeners.find(address, port)
    return handle && ((create) => handle.accept(create))
  }

  noteOpen({ host, id }: Link): void {
    this.note({ kind: 'open', host: host.name, connection: id })
  }

  /** A connection never came about. */
  drop(connection: Link, text: string): void {
    this.#connections.delete(connection)
    connection.client.connection = undefined
    this.note({ kind: 'fail', host: connection.host.name, connection: connection.id, text })
  }

  send(from: TcpEnd, item: PacketItem): void {
    const { connection } = from
    if (connection?.server === undefined) return
    // The client behind `fetch()` writes within the call.
    const begun = this.stamp(from.isFetching)
    if (typeof item !== 'string') {
      if (from === connection.client) {
        connection.bytesSent += item.length
        connection.begun ??= begun
      } else connection.bytesReceived += item.length
    }
    this.#transmit({ from, item, sentAtMs: this.elapsedMs, begun }, connection)
  }

  #transmit(packet: Packet, connection: Link): void {
    const { from, item } = packet
    const { host } = connection
    const { nowMs } = this.queue
    const bytes = typeof item === 'string' ? 0 : item.length
    const startMs = Math.max(nowMs + host.latencyMs, from.nextArrivalMs)
    const arrivalMs = startMs + Math.ceil((bytes / host.bytesPerMs) * FRACTIONS) / FRACTIONS
    from.nextArrivalMs = arrivalMs
    const arrive = (): void => {
      if (host.cut === undefined) this.#deliver(packet, connection)
      else {
        if (host.cut === 'lost') from.noteLoss()
        host.hold(() => this.#resend(packet, connection))
      }
    }
    const isPeers = connection.isPeers(connection.peerOf(from))
    this.queue.add(Math.ceil(arrivalMs - nowMs), arrive, isPeers)
  }

  #deliver({ from, item, sentAtMs, begun }: Packet, connection: Link): void {
    const to = connection.peerOf(from)
    const kind = item === 'FIN' ? 'end' : item === 'RST' ? 'reset' : 'data'
    this.note({
      kind,
      host: connection.host.name,
      connection: connection.id,
      from: connection.sideOf(from),
      sentAtMs,
      ...(begun && { begun }),
      ...(typeof item === 'string' || connection.isSecure ? {} : { bytes: item.length }),
    })
    to?.receive(item)
  }

  #resend(packet: Packet, connection: Link): void {
    packet.from.noteHealed()
    packet.from.nextArrivalMs = 0
    this.#transmit(packet, connection)
  }

  /** Both ends of all connections of a host are told that they are no more. */
  resetConnections(host: Host): void {
    for (const connection of this.#findAll(host)) {
      for (const end of connection.ends)
        this.queue.add(0, () => end.breakOff(systemErrors.ECONNRESET))
    }
  }

  /** The ends of the host are gone without a word. */
  forgetConnections(host: Host): void {
    for (const connection of this.#findAll(host)) {
      connection.isHalfOpen = true
      connection.server?.forget()
    }
  }

  /** Ends every connection at both ends. */
  destroyAll(): void {
    for (const { ends } of this.#connections)
      for (const end of ends) if (!end.isClosed) quietly(() => end.destroyOwner())
  }

  /**
   * Lets go of every connection. Servers can close then, and pools are empty. Those of `fetch()` end too:
   * its time-outs would come in somebody else's time. Whoever else waits for an answer is not told that
   * none will come: the code that would learn of it has ended.
   */
  abandonAll(): void {
    for (const connection of this.#connections) {
      const { client, isOfClient } = connection
      if (isOfClient) quietly(() => client.destroyOwner())
      else client.abandon()
      quietly(() => connection.server?.destroyOwner())
    }
    this.#connections.clear()
  }

  noteTraffic(end: TcpEnd): void {
    const owner = end === end.connection?.server ? end.handle?.owner : undefined
    if (owner !== undefined) this.onTraffic?.(owner as Socket)
  }

  noteClosed(end: TcpEnd): void {
    const { connection } = end
    if (connection === undefined) return
    this.note({
      kind: 'close',
      host: connection.host.name,
      connection: connection.id,
      from: connection.sideOf(end),
    })
    if (connection.ends.every(({ isClosed }) => isClosed)) this.#connections.delete(connection)
  }

  #findAll(host: Host): Link[] {
    return [...this.#connections].filter((each) => each.host === host && each.server !== undefined)
  }
}

function quietly(action: () => void): void {
  try {
    action()
  } catch {
    // The next one is to be closed all the same.
  }
}
