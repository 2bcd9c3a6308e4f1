import type { Socket } from 'node:net'

/** Answers the HTTP and HTTPS requests to a host. */
export type RequestHandler = (request: Request) => Response | Promise<Response>

/** Receives each connection to a host and port, as a server does. */
export type SocketHandler = (socket: Socket) => void

/**
 * What a handler is given: one of the two, by its key. As a union of handlers, their parameters would
 * have no types where they are written.
 */
type Peer = Request & Socket

/**
 * The hosts of a simulated network, by name:
 *
 * - `'api.test'`: a handler of HTTP and HTTPS requests, on ports 80 and 443
 * - `'redis.test:6379'`: a handler of raw connections to that port
 * - `'http://collector.test:4318'`, `'https://…'`: a handler of requests on another port
 * - `'unix:/run/app.sock'`: a handler of connections to a unix socket
 * - `passthrough: ['db.example']`: hosts on the real network, whose answers are waited for
 * - `level: 'fetch'`: simulates `fetch()` only. That is faster, and works in runtimes without Node's
 *   sockets. The default, `'sockets'`, simulates everything
 */
export type NetworkSetup = Readonly<
  Record<
    string,
    | ((peer: Peer) => ReturnType<RequestHandler>)
    | ((peer: Peer) => void)
    | readonly string[]
    | 'fetch'
    | 'sockets'
  >
>

/** Why a look-up fails: the name does not exist, or the name server does not answer. */
export type LookupFailure = 'ENOTFOUND' | 'EAI_AGAIN'

/**
 * A network in memory and virtual time, and the faults that it can have.
 *
 * A host is a name from the setup, `localhost`, or an address. A packet takes 1 ms each way unless
 * `latency()` changes that. All methods throw a `NetworkError` for an unknown host, and a `TypeError` for
 * a number that is out of range.
 */
export interface Network {
  /** Sets how long a packet to or from the host takes, in milliseconds >= 0. Default: 1. */
  latency(host: string, ms: number): void
  /** Refuses new connections with `ECONNREFUSED`. Open connections stay open. */
  refuse(host: string): void
  /**
   * Accepts connections, but then nothing gets through. With `accept: false` it does not accept them
   * either: the SYN is lost and sent again after 1, 3, 7, … s, until `ETIMEDOUT` after 127 s.
   */
  hang(host: string, options?: { accept?: boolean }): void
  /** Stops all packets in both directions. Lost packets are sent again after `heal()`. */
  partition(host: string): void
  /** Limits the bandwidth each way, in bytes per millisecond, > 0. */
  slow(host: string, bytesPerMs: number): void
  /** Resets every open connection: both ends get `ECONNRESET`. */
  resetConnections(host: string): void
  /**
   * Crashes the server: it forgets its connections without closing them, and refuses new ones. A client
   * that sends on an old connection gets a reset; a client that only waits gets nothing.
   */
  crash(host: string): void
  /** Restarts a crashed server: it accepts connections again. */
  restart(host: string): void
  /** Makes look-ups of the name fail. Default code: `ENOTFOUND`. */
  failLookups(host: string, code?: LookupFailure): void
  /**
   * Ends every fault of a host, or of all hosts: refusals, hangs, partitions, slowness, crashes and
   * failing look-ups. Delayed packets arrive. A latency stays.
   */
  heal(host?: string): void
  /** Lists what is open now, like `netstat`: connections, oldest first, and listening servers. */
  connections(host?: string): readonly NetworkConnection[]
  /** Lists the HTTP requests that have arrived, oldest first, and how each ended. */
  requests(host?: string): readonly NetworkRequest[]
}

/** A connection, or a listening server. */
export interface NetworkConnection {
  /** Counted from 1; 0 for a listening server. */
  readonly id: number
  /** The host connected to; `localhost` for a server of this process. */
  readonly host: string
  /** Undefined for a unix socket. */
  readonly port: number | undefined
  readonly kind: 'tcp' | 'unix' | 'udp'
  /**
   * - `connecting`: the SYN is not answered
   * - `open`: both ends may send
   * - `closing`: one end has sent its FIN or is closed
   * - `half-open`: the server has forgotten it
   * - `listening`: a server of this process
   */
  readonly state: 'connecting' | 'open' | 'closing' | 'half-open' | 'listening'
  /** Whether one of Node's pools (an agent, `fetch`) keeps it for the next request. */
  readonly isPooled: boolean
  /** When it was opened, in virtual milliseconds on the installed clock. */
  readonly openedAtMs: number
  /** Bytes from the client to the server. */
  readonly bytesSent: number
  /** Bytes from the server to the client. */
  readonly bytesReceived: number
}

/** An HTTP request that has arrived at a server. */
export interface NetworkRequest {
  readonly host: string
  readonly method: string
  /** The whole URL: `http://api.test/jobs?next=1`. */
  readonly url: string
  /** The id of its connection; 0 if `fetch` itself is simulated. */
  readonly connection: number
  /** When it arrived, in virtual milliseconds on the installed clock. */
  readonly arrivedAtMs: number
  /** When the last byte of the answer was sent. */
  readonly answeredAtMs?: number
  readonly status?: number
  /** When the connection was lost before the request was answered. */
  readonly abandonedAtMs?: number
}
