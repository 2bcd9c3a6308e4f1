import type { StreamHandle } from '../platform/stream-handle.ts'
import { systemErrors } from '../platform/system-errors.ts'
import { markWatching } from '../stack/script-owner.ts'
import type { Connection } from './connection.ts'
import type { NetworkQueue } from './network-queue.ts'
import type { TcpEnd } from './tcp-end.ts'

markWatching(import.meta.url)

/** How often a SYN is sent again before Linux gives up: after 1, 3, 7, 15, 31 and 63 s. */
const SYN_RETRIES = 6
const FIRST_SYN_RETRY_MS = 1000

type Link = Connection<TcpEnd>

/** What carries the packets, and makes the ends. */
interface Carrier {
  readonly queue: NetworkQueue
  nextPort(): number
  /** Who takes a connection; undefined where it is refused. */
  findAcceptor(
    connection: Link,
    address: string,
  ): ((create: () => StreamHandle) => void) | undefined
  createServerEnd(connection: Link): TcpEnd
  giveHandle(end: TcpEnd): StreamHandle
  noteTraffic(end: TcpEnd): void
  noteOpen(connection: Link): void
  /** A connection never came about. */
  drop(connection: Link, why: string): void
}

/** An attempt to connect. */
interface Dial {
  readonly carrier: Carrier
  readonly connection: Link
  readonly address: string
  /** Called with 0, or the system error that came of it. */
  readonly onEnd: (status: number) => void
}

/** Connects as TCP does: a SYN is sent, again where it is lost, and answered by the host. */
export function dial(parts: Dial): void {
  let isAnswered = false
  const { carrier, connection } = parts
  const { host, client } = connection
  const isOver = (): boolean => isAnswered || client.isClosed
  const sendSyn = (attempt: number): void => {
    if (!host.isDroppingSyn) {
      carrier.queue.add(host.latencyMs, () => {
        if (isOver() || host.isDroppingSyn) return
        isAnswered = true
        retry.cancel()
        answerSyn(parts)
      })
    }
    const retry = carrier.queue.add(FIRST_SYN_RETRY_MS * 2 ** attempt, () => {
      if (isOver()) return
      if (attempt < SYN_RETRIES) sendSyn(attempt + 1)
      else {
        isAnswered = true
        fail(parts, 'ETIMEDOUT')
      }
    })
  }
  sendSyn(0)
}

function answerSyn(parts: Dial): void {
  const { carrier, connection, address, onEnd } = parts
  const { host, target, client } = connection
  const accept = carrier.findAcceptor(connection, address)
  if (accept === undefined) {
    const name = typeof target === 'number' ? 'ECONNREFUSED' : 'ENOENT'
    carrier.queue.add(host.latencyMs, () => fail(parts, name))
    return
  }
  const server = carrier.createServerEnd(connection)
  if (typeof target === 'number') {
    const family = address.includes(':') ? 'IPv6' : 'IPv4'
    const localhost = family === 'IPv6' ? '::1' : '127.0.0.1'
    client.local ??= { address: localhost, port: carrier.nextPort(), family }
    client.remote = { address, port: target, family }
    server.local = client.remote
    server.remote = client.local
  }
  carrier.queue.add(host.latencyMs, () => {
    carrier.noteOpen(connection)
    onEnd(0)
  })
  accept(() => carrier.giveHandle(server))
  carrier.noteTraffic(server)
}

function fail({ carrier, connection, onEnd }: Dial, name: keyof typeof systemErrors): void {
  carrier.drop(connection, name)
  onEnd(systemErrors[name])
}
