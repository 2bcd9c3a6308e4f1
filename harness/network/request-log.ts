import diagnostics from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { findStreamEnd } from '../platform/stream-handle.ts'
import { markWatching } from '../stack/script-owner.ts'
import type { NetworkRequest } from '../model/network.ts'
import { TcpEnd } from './tcp-end.ts'
import type { Beginning, NetworkLogEntry } from './event-log.ts'

markWatching(import.meta.url)

/** Requests that are kept; a task that asks without end must not fill the memory. */
const MAX_REQUESTS = 10_000

/** A request whose answer is still to come. */
type Pending = { -readonly [Key in keyof NetworkRequest]: NetworkRequest[Key] }

/** Who tells the time, and notes what happens. */
interface Recorder {
  readonly elapsedMs: number
  note(entry: Omit<NetworkLogEntry, 'atMs'>): void
}

interface ServerMessage {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly socket: Socket
}

/** The requests that have arrived at servers over the simulated network, whoever made the server. */
export class RequestLog {
  readonly #recorder: Recorder
  #requests: Pending[] = []

  constructor(recorder: Recorder) {
    this.#recorder = recorder
  }

  start(): void {
    diagnostics.subscribe('http.server.request.start', this.#onRequest)
  }

  stop(): void {
    diagnostics.unsubscribe('http.server.request.start', this.#onRequest)
  }

  clear(): void {
    this.#requests = []
  }

  list(): readonly NetworkRequest[] {
    return this.#requests
  }

  /** A request has arrived. @returns notes its answer, or without a status that there will be none */
  note(request: Omit<NetworkRequest, 'arrivedAtMs'>, begun?: Beginning): (status?: number) => void {
    const recorder = this.#recorder
    const { host, connection, method, url } = request
    const pending: Pending = { ...request, arrivedAtMs: recorder.elapsedMs }
    if (this.#requests.length >= MAX_REQUESTS) this.#requests.shift()
    this.#requests.push(pending)
    const text = `${method} ${url}`
    recorder.note({ kind: 'request', host, connection, text, ...(begun && { begun }) })
    return (status) => {
      if (pending.answeredAtMs !== undefined || pending.abandonedAtMs !== undefined) return
      const kind = status === undefined ? 'abandon' : 'answer'
      recorder.note({ kind, host, connection, text: `${status ?? ''} ${method} ${url}`.trim() })
      if (status === undefined) pending.abandonedAtMs = recorder.elapsedMs
      else {
        pending.answeredAtMs = recorder.elapsedMs
        pending.status = status
      }
    }
  }

  readonly #onRequest = (message: unknown): void => {
    const { request, response, socket } = message as ServerMessage
    const end = findStreamEnd(socket)
    if (!(end instanceof TcpEnd) || end.connection === undefined) return
    const { connection } = end
    const host = connection.host.name
    const protocol = connection.isSecure ? 'https' : 'http'
    const asked = {
      host,
      method: request.method ?? 'GET',
      url: `${protocol}://${request.headers.host ?? host}${request.url ?? ''}`,
      connection: connection.id,
    }
    const finish = this.note(asked, connection.begun)
    response.once('finish', () => {
      // The next packet is that of another request.
      connection.begun = undefined
      finish(response.statusCode)
    })
    response.once('close', () => finish())
  }
}
