import { ServerHandle } from '../platform/server-handle.ts'
import type { SocketAddress } from '../platform/socket-address.ts'
import { markGone } from '../platform/simulated-resources.ts'
import { systemErrors } from '../platform/system-errors.ts'
import { markWatching } from '../stack/script-owner.ts'
import { isAnyAddress, isLocalAddress } from './hosts.ts'
import type { NetworkConnection } from '../model/network.ts'
import type { NetworkQueue } from './network-queue.ts'

markWatching(import.meta.url)

/** Where Linux begins when nobody asks for a certain port. */
const FIRST_PORT = 49_152

/** A server of this process that listens. */
interface Listener {
  readonly handle: ServerHandle
  /** Undefined for a unix socket. */
  readonly local: SocketAddress | undefined
  readonly path: string | undefined
  readonly openedAtMs: number
}

/** The servers of this process, and its ports. */
export class Listeners {
  readonly #queue: NetworkQueue
  readonly #listeners = new Set<Listener>()
  #nextPort = FIRST_PORT

  constructor(queue: NetworkQueue) {
    this.#queue = queue
  }

  /** A port that is free. */
  nextPort(): number {
    this.#nextPort += 1
    return this.#nextPort - 1
  }

  /** Whom a connection to an address reaches. */
  find(address: string, port: number | undefined): ServerHandle | undefined {
    const listeners = [...this.#listeners]
    if (port === undefined) return listeners.find(({ path }) => path === address)?.handle
    const atPort = listeners.filter(({ local }) => local?.port === port)
    const exact = atPort.find(({ local }) => local?.address === address)
    // A name of this process leads to 127.0.0.1, and a server may listen at another of its addresses.
    return (exact ?? atPort[0])?.handle
  }

  /** @returns the handle of a server that listens, or a system error */
  listen(
    address: string | null,
    port: number | undefined,
    family: 4 | 6,
    openedAtMs: number,
  ): ServerHandle | number {
    if (port === undefined) {
      if (this.find(address ?? '', undefined) !== undefined) return systemErrors.EADDRINUSE
      return this.#add({ local: undefined, path: address ?? '', openedAtMs })
    }
    const isAny = isAnyAddress(address)
    if (!isAny && !isLocalAddress(address ?? '')) return systemErrors.EADDRNOTAVAIL
    const isTaken = [...this.#listeners].some(
      ({ local }) =>
        local !== undefined &&
        local.port === port &&
        (isAny || isAnyAddress(local.address) || local.address === address),
    )
    if (isTaken) return systemErrors.EADDRINUSE
    const local: SocketAddress = {
      address: address || '::',
      port: port || this.nextPort(),
      family: family === 4 ? 'IPv4' : 'IPv6',
    }
    return this.#add({ local, path: undefined, openedAtMs })
  }

  /** All of them, as `netstat` shows them. */
  describe(): NetworkConnection[] {
    return Array.from(this.#listeners, ({ local, openedAtMs }) => ({
      id: 0,
      host: 'localhost',
      port: local?.port,
      kind: local === undefined ? 'unix' : 'tcp',
      state: 'listening',
      isPooled: false,
      openedAtMs,
      bytesSent: 0,
      bytesReceived: 0,
    }))
  }

  /** Forgets them: nobody reaches a server any more, whether or not it is closed one day. */
  clear(): void {
    for (const { handle } of this.#listeners) markGone(handle)
    this.#listeners.clear()
    this.#nextPort = FIRST_PORT
  }

  #add(parts: Omit<Listener, 'handle'>): ServerHandle {
    const handle = new ServerHandle({
      local: parts.local,
      close: (onClosed) => {
        this.#listeners.delete(listener)
        this.#queue.add(0, onClosed)
      },
    })
    const listener: Listener = { ...parts, handle }
    this.#listeners.add(listener)
    return handle
  }
}
