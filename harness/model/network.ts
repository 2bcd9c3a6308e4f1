import type { Socket } from 'node:net'

/** Answers the requests to a host, over http and https. */
export type RequestHandler = (request: Request) => Response | Promise<Response>

/** Is handed each connection to a host and a port, as a server would be. */
export type SocketHandler = (socket: Socket) => void

/**
 * What a handler is given: one of the two, by its key. As a union of handlers, their parameters would
 * have no types where they are written.
 */
type Peer = Request & Socket

/**
 * Who answers in a simulated network, by name:
 *
 * - `'api.test'` answers requests over http and https, on ports 80 and 443
 * - `'redis.test:6379'` is handed the raw connections to that port
 * - `'http://collector.test:4318'`, `'https://…'` answers requests on a port of its own
 * - `'unix:/run/app.sock'` is handed the connections to a unix socket
 * - `passthrough: ['db.example']` leaves hosts to the real network; what is real is waited for
 * - `level: 'fetch'` answers `fetch()` only, by hand: faster, and for runtimes whose sockets are not
 *   Node's. The default, `'sockets'`, is under everything
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

/** Why a name is not found: there is none, or the name server does not answer. */
export type LookupFailure = 'ENOTFOUND' | 'EAI_AGAIN'

/**
 * A network in memory and virtual time, with its faults.
 *
 * A host is a name of the setup, `localhost`, or an address. A packet takes 1 ms each way unless
 * `latency()` says otherwise. All methods throw a `NetworkError` for a host that nobody named, and a
 * `TypeError` for a number that is out of range.
 */
export interface Network {
  /** What one packet to or from the host takes, in milliseconds >= 0. Default: 1. */
  latency(host: string, ms: number): void
  /** New connections are refused: `ECONNREFUSED`. Those that are open stay. */
  refuse(host: string): void
  /**
   * Connections are made, and then nothing comes through. With `accept: false` not even that: the SYN
   * is lost, and sent again after 1, 3, 7, … s, until `ETIMEDOUT` after 127 s.
   */
  hang(host: string, options?: { accept?: boolean }): void
  /** Nothing passes, in either direction. What is on its way is sent again after `heal()`. */
  partition(host: string): void
  /** So many bytes pass in a millisecond, > 0, each way. */
  slow(host: string, bytesPerMs: number): void
  /** `ECONNRESET` on both ends of every connection that is open. */
  resetConnections(host: string): void
  /**
   * The server forgets its connections without a word, and refuses new ones. Who sends on an old one
   * has it reset; who only waits hears nothing.
   */
  crash(host: string): void
  /** A server that has crashed takes connections again. */
  restart(host: string): void
  /** The name cannot be looked up. Default: `ENOTFOUND`. */
  failLookups(host: string, code?: LookupFailure): void
  /**
   * Ends whatever was wrong with a host, or with all: refusals, hangs, partitions, slowness, crashes,
   * look-ups that fail. What was held back arrives. A latency stays.
   */
  heal(host?: string): void
  /** What is open now, as `netstat` shows it: connections, oldest first, and servers that listen. */
  connections(host?: string): readonly NetworkConnection[]
  /** The requests over http that have arrived, oldest first, and what became of each. */
  requests(host?: string): readonly NetworkRequest[]
}

/** A connection, or a server that listens. */
export interface NetworkConnection {
  /** Counted from 1; 0 for a server that listens. */
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
  /** Whether Node's pool (an agent, `fetch`) keeps it for its next request. */
  readonly isPooled: boolean
  /** Virtual milliseconds, on the installed clock. */
  readonly openedAtMs: number
  /** From the client to the server. */
  readonly bytesSent: number
  /** From the server to the client. */
  readonly bytesReceived: number
}

/** A request over http that has arrived at a server. */
export interface NetworkRequest {
  readonly host: string
  readonly method: string
  /** With the host: `http://api.test/jobs?next=1`. */
  readonly url: string
  /** Of the connection it came by; 0 where `fetch` itself is simulated. */
  readonly connection: number
  /** Virtual milliseconds, on the installed clock. */
  readonly arrivedAtMs: number
  /** When the last byte of the answer was sent. */
  readonly answeredAtMs?: number
  readonly status?: number
  /** When the connection was lost before the request was answered. */
  readonly abandonedAtMs?: number
}
