import { isFetchSocket } from '../platform/fetch-sockets.ts'
import { findSocketUse, isIdleInFetch } from '../platform/socket-internals.ts'
import type { HandleOwner } from '../platform/native-handle.ts'
import { markWatching } from '../stack/script-owner.ts'
import type { Beginning } from './event-log.ts'
import type { Host } from './host.ts'
import type { NetworkConnection } from '../model/network.ts'
import type { StreamHandle } from '../platform/stream-handle.ts'

markWatching(import.meta.url)

/** One end of a connection, as far as that is concerned. */
interface End {
  readonly kind: 'tcp' | 'unix'
  readonly handle: StreamHandle | undefined
  readonly hasSentFin: boolean
  readonly isClosed: boolean
  readonly isSecure: boolean
}

/** A connection of the simulated network: two ends, and the host between whose faults they are. */
export class Connection<E extends End = End> {
  readonly id: number
  readonly host: Host
  /** The port, or the path of a unix socket. */
  readonly target: number | string
  readonly client: E
  readonly openedAtMs: number
  /** Undefined until the host has accepted. */
  server: E | undefined
  bytesSent = 0
  bytesReceived = 0
  /** Whether the server has forgotten it. */
  isHalfOpen = false
  /** When its client began with the request that is under way, where somebody counts. */
  begun: Beginning | undefined

  constructor(parts: {
    id: number
    host: Host
    target: number | string
    client: E
    openedAtMs: number
  }) {
    this.id = parts.id
    this.host = parts.host
    this.target = parts.target
    this.client = parts.client
    this.openedAtMs = parts.openedAtMs
  }

  peerOf(end: E): E | undefined {
    return end === this.client ? this.server : this.client
  }

  /** Which end of it this is. */
  sideOf(end: E): 'client' | 'server' {
    return end === this.client ? 'client' : 'server'
  }

  /** Whether TLS is spoken on it. */
  get isSecure(): boolean {
    return this.ends.some((end) => end.isSecure)
  }

  get ends(): readonly E[] {
    return this.server === undefined ? [this.client] : [this.client, this.server]
  }

  /** Whether an end of it is open that belongs to the code: the client's, or that of its own server. */
  get isOpen(): boolean {
    if (!this.client.isClosed) return true
    const isOwnServer = this.server !== undefined && !this.isAnsweredBySetup
    return isOwnServer && this.server?.isClosed === false
  }

  /** Whether an end belongs to a host of the setup, and not to the code. */
  isPeers(end: E | undefined): boolean {
    return end === this.server && this.isAnsweredBySetup
  }

  /** Whether the host of the setup answers, and not a server of this process. */
  get isAnsweredBySetup(): boolean {
    return this.host.acceptors.has(this.target)
  }

  describe(): NetworkConnection {
    const { id, host, target, openedAtMs, bytesSent, bytesReceived } = this
    return {
      id,
      host: host.name,
      port: typeof target === 'number' ? target : undefined,
      kind: this.client.kind,
      state: this.#state,
      isPooled: this.isPooled,
      openedAtMs,
      bytesSent,
      bytesReceived,
    }
  }

  get #state(): NetworkConnection['state'] {
    if (this.server === undefined) return 'connecting'
    if (this.isHalfOpen) return 'half-open'
    return this.ends.some((end) => end.hasSentFin || end.isClosed) ? 'closing' : 'open'
  }

  /** Whether `fetch()` or a pool of Node's has it, which outlives the code that asks. */
  get isOfClient(): boolean {
    const owner = this.client.handle?.owner as HandleOwner | undefined
    return this.isPooled || (owner !== undefined && findSocketUse(owner) === 'fetch')
  }

  /** Whether a pool of Node's keeps it for its next request. */
  get isPooled(): boolean {
    const owner = this.client.handle?.owner as HandleOwner | undefined
    if (owner === undefined || this.client.isClosed) return false
    const use = findSocketUse(owner)
    // No request has it yet: whoever asked for it may be gone.
    if (use !== 'fetch' && isFetchSocket(owner)) return true
    return isIdleInFetch(owner) || use === 'idle-agent'
  }
}
