import process from 'node:process'
import { beginTurn } from '../clock/turn-owner.ts'
import { isFetchSocket } from '../platform/fetch-sockets.ts'
import type { SocketAddress } from '../platform/socket-address.ts'
import type { StreamEnd, StreamHandle } from '../platform/stream-handle.ts'
import { markGone } from '../platform/simulated-resources.ts'
import { systemErrors } from '../platform/system-errors.ts'
import { markWatching } from '../stack/script-owner.ts'
import type { Connection } from './connection.ts'
import type { Beginning } from './event-log.ts'
import type { NetworkQueue } from './network-queue.ts'

markWatching(import.meta.url)

/** Bytes that may be on their way or unread before a write blocks: the buffers of both ends. */
const WINDOW_BYTES = 262_144
/** What one read takes at most, as in libuv. */
const READ_BYTES = 65_536
/** How long Linux sends the same packet again before it gives a connection up. */
const GIVE_UP_MS = 924_600

/** What passes from one end of a connection to the other. */
export type PacketItem = Buffer | 'FIN' | 'RST'

/** What carries packets from an end to its peer. */
interface Carrier {
  readonly queue: NetworkQueue
  nextPort(): number
  connect(
    client: TcpEnd,
    address: string,
    port: number | undefined,
    onEnd: (status: number) => void,
  ): void
  send(from: TcpEnd, item: PacketItem): void
  /** An end has read something. */
  noteTraffic(end: TcpEnd): void
  noteClosed(end: TcpEnd): void
}

// As it was before a test replaced it.
const { nextTick } = process

/** One end of a connection. It keeps what has arrived and is not read, and does as Linux does. */
export class TcpEnd implements StreamEnd {
  readonly kind: 'tcp' | 'unix'
  connection: Connection<TcpEnd> | undefined
  local: SocketAddress | undefined
  remote: SocketAddress | undefined
  handle: StreamHandle | undefined
  isSecure = false
  /** When its owner asked for it, where somebody counts. */
  begun: Beginning | undefined
  /** The RST, FIN or time-out that comes after all data; `read` once the owner has been told. */
  #end: 'none' | 'read' | 'FIN' | number = 'none'
  /** When the packet before arrives: they keep their order. */
  nextArrivalMs = 0
  hasSentFin = false
  /** By its owner. */
  isClosed = false
  /** Nothing can be sent any more: an RST has arrived, or its host has crashed. */
  isBroken = false
  readonly #carrier: Carrier
  #arrived: Buffer[] = []
  #arrivedBytes = 0
  #isForgotten = false
  #isReading = false
  #isFlushDue = false
  /** Sent and not read by the peer. */
  #unreadBytes = 0
  #blocked: ((status: number) => void)[] = []
  #giveUp: { cancel(): void } | undefined

  constructor(carrier: Carrier, kind: 'tcp' | 'unix') {
    this.#carrier = carrier
    this.kind = kind
  }

  /** Whether the client behind `fetch()` has it. */
  get isFetching(): boolean {
    const owner = this.handle?.owner
    return owner !== undefined && isFetchSocket(owner)
  }

  get peer(): TcpEnd | undefined {
    return this.connection?.peerOf(this)
  }

  /** The hosts of the setup show a certificate that nobody could know. */
  get isTrusted(): boolean {
    const { connection } = this
    return connection?.host.certified.has(connection.target) === true
  }

  bind(address: string, port: number, family: 'IPv4' | 'IPv6'): number {
    this.local = { address, port: port || this.#carrier.nextPort(), family }
    return 0
  }

  connect(address: string, port: number | undefined, onEnd: (status: number) => void): number {
    this.#carrier.connect(this, address, port, onEnd)
    return 0
  }

  startReading(): void {
    this.#isReading = true
    this.#flushLater()
  }

  stopReading(): void {
    this.#isReading = false
  }

  write(chunk: Buffer, onEnd: (status: number) => void): number {
    if (this.connection === undefined) return systemErrors.ENOTCONN
    if (this.isBroken || this.hasSentFin) return this.#takeError() ?? systemErrors.EPIPE
    this.#unreadBytes += chunk.length
    this.#carrier.send(this, chunk)
    if (this.#unreadBytes > WINDOW_BYTES) this.#blocked.push(onEnd)
    else nextTick(onEnd, 0)
    return 0
  }

  shutdown(): void {
    this.#sendFin()
  }

  close(onClosed: () => void): void {
    // Linux tells the peer so when data is thrown away.
    if (this.#arrivedBytes > 0) this.reset(onClosed)
    else this.#close(onClosed, () => this.#sendFin())
  }

  reset(onClosed: () => void): void {
    this.#close(onClosed, () => {
      if (this.connection !== undefined && !this.isBroken) this.#carrier.send(this, 'RST')
    })
  }

  /** A packet has come. */
  receive(item: PacketItem): void {
    if (this.isClosed || this.isBroken) {
      // Nobody is there to take it.
      const isAnswered = item !== 'RST' && (item !== 'FIN' || this.#isForgotten)
      if (isAnswered) this.#carrier.send(this, 'RST')
      return
    }
    if (item === 'RST') {
      this.breakOff(systemErrors.ECONNRESET)
      return
    }
    if (item === 'FIN') {
      if (this.#end === 'none') this.#end = 'FIN'
    } else {
      this.#arrived.push(item)
      this.#arrivedBytes += item.length
    }
    if (!this.#isFlushDue) this.#flush()
  }

  /** The connection is gone: its owner learns of it by reading or by writing, whichever comes first. */
  breakOff(status: number): void {
    if (this.isClosed || this.isBroken) return
    this.isBroken = true
    // After the end nobody reads any more: only a write finds out.
    if (this.#end !== 'read') this.#end = status
    for (const onEnd of this.#blocked.splice(0)) onEnd(status)
    if (!this.#isFlushDue) this.#flush()
  }

  /** The host has crashed: nothing is sent, and the owner is gone without a word. */
  forget(): void {
    this.#isForgotten = true
    this.isBroken = true
    this.hasSentFin = true
    this.destroyOwner()
  }

  /** Has the socket that stands on it end at once. */
  destroyOwner(): void {
    this.handle?.owner?.destroy()
  }

  /** Nothing comes any more, and nothing goes; its socket is not told. */
  abandon(): void {
    this.isBroken = true
    this.#end = 'read'
    if (this.handle !== undefined) markGone(this.handle)
  }

  /** What was sent is not answered, and will be sent again. */
  noteLoss(): void {
    this.#giveUp ??= this.#carrier.queue.add(GIVE_UP_MS, () =>
      this.breakOff(systemErrors.ETIMEDOUT),
    )
  }

  noteHealed(): void {
    this.#giveUp?.cancel()
    this.#giveUp = undefined
  }

  #close(onClosed: () => void, tellPeer: () => void): void {
    tellPeer()
    this.isClosed = true
    this.#isReading = false
    this.noteHealed()
    this.#blocked = []
    this.#carrier.noteClosed(this)
    this.#carrier.queue.add(0, onClosed)
  }

  #sendFin(): void {
    if (this.hasSentFin || this.isBroken || this.connection === undefined) return
    this.hasSentFin = true
    this.#carrier.send(this, 'FIN')
  }

  #flushLater(): void {
    const isNothingThere =
      this.#arrivedBytes === 0 && (this.#end === 'none' || this.#end === 'read')
    if (isNothingThere || this.#isFlushDue) return
    this.#isFlushDue = true
    this.#carrier.queue.add(0, () => {
      this.#isFlushDue = false
      this.#flush()
    })
  }

  /** Gives the owner one read: what one callback of libuv brings. */
  #flush(): void {
    if (this.isClosed || !this.#isReading) return
    this.#beginTurn()
    if (this.#arrivedBytes > 0) {
      const chunk = this.#take()
      this.peer?.noteRead(chunk.length)
      this.handle?.deliver(chunk)
      this.#carrier.noteTraffic(this)
      if (this.#isReading && !this.isClosed) this.#flushLater()
      return
    }
    const end = this.#end
    if (end === 'none' || end === 'read') return
    this.#end = 'read'
    if (end === 'FIN') this.handle?.deliverEnd()
    else this.handle?.deliverError(end)
  }

  #take(): Buffer {
    const parts: Buffer[] = []
    let bytes = 0
    for (let next = this.#arrived[0]; next && bytes < READ_BYTES; next = this.#arrived[0]) {
      const part = next.subarray(0, READ_BYTES - bytes)
      if (part.length === next.length) this.#arrived.shift()
      else this.#arrived[0] = next.subarray(part.length)
      parts.push(part)
      bytes += part.length
    }
    this.#arrivedBytes -= bytes
    const [first] = parts
    return parts.length === 1 && first ? first : Buffer.concat(parts)
  }

  /** The peer has read so much. */
  noteRead(bytes: number): void {
    this.#unreadBytes -= bytes
    if (this.#blocked.length === 0 || this.#unreadBytes > WINDOW_BYTES) return
    const blocked = this.#blocked
    this.#blocked = []
    this.#carrier.queue.add(0, () => {
      this.#beginTurn()
      for (const onEnd of blocked) onEnd(0)
    })
  }

  /** What comes of it now is the doing of its owner: a host of the setup, or the task. */
  #beginTurn(): void {
    beginTurn(this.connection?.isPeers(this) === true)
  }

  /** The error that nobody has been told of. Who has been told once finds a broken pipe. */
  #takeError(): number | undefined {
    if (typeof this.#end !== 'number') return undefined
    const status = this.#end
    this.#end = 'FIN'
    return status
  }
}
