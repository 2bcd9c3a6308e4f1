import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { EventHub } from './event-hub.ts'
import { NoteStore } from './note-store.ts'
import { RateLimiter } from './rate-limiter.ts'
import { readJson, RequestError } from './read-json.ts'

export interface ApiOptions {
  port?: number
  /** Requests that a client may make in a burst. Default: 100. */
  burst?: number
  refillMs?: number
  keepAliveMs?: number
  /** How long a connection that is not idle may take to end when the service closes. */
  graceMs?: number
}

export interface Api {
  url: string
  store: NoteStore
  hub: EventHub
  close(): Promise<void>
}

/** Starts the service on a port of this machine; 0, the default, takes a free one. */
export async function startApi(options: ApiOptions = {}): Promise<Api> {
  const { port = 0, burst = 100, refillMs = 1000, keepAliveMs = 15_000, graceMs = 5000 } = options
  const store = new NoteStore()
  const hub = new EventHub(store, keepAliveMs)
  const limiter = new RateLimiter({ capacity: burst, refillMs })
  const server = createServer((request, response) => {
    void handle(request, response).catch((error: unknown) => sendError(response, error))
  })

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    if (pathname === '/health') return send(response, 200, { status: 'ok' })
    const client = String(request.headers['x-client'] ?? request.socket.remoteAddress)
    if (!limiter.take(client)) throw new RequestError(429, 'too many requests')
    const route = `${request.method} ${pathname.replace(/^\/notes\/[^/]+$/, '/notes/:id')}`
    const id = pathname.slice('/notes/'.length)
    switch (route) {
      case 'GET /notes':
        return send(response, 200, store.list())
      case 'POST /notes':
        return send(response, 201, store.create(await readText(request)))
      case 'GET /notes/:id':
        return send(response, 200, store.find(id) ?? notFound())
      case 'DELETE /notes/:id':
        return store.delete(id) ? send(response, 204) : notFound()
      case 'GET /events':
        return hub.connect(response)
      default:
        return notFound()
    }
  }

  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    store,
    hub,
    async close() {
      const closed = once(server, 'close')
      server.close()
      hub.close()
      limiter.close()
      server.closeIdleConnections()
      // A connection on which nothing was ever asked is not idle to Node.
      const force = setTimeout(() => server.closeAllConnections(), graceMs)
      await closed
      clearTimeout(force)
    },
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const body = await readJson(request)
  if (typeof body === 'object' && body !== null && 'text' in body) {
    const { text } = body
    if (typeof text === 'string' && text.trim() !== '') return text
  }
  throw new RequestError(422, 'text must be a string that is not empty')
}

function notFound(): never {
  throw new RequestError(404, 'not found')
}

function send(response: ServerResponse, status: number, body?: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(body === undefined ? undefined : JSON.stringify(body))
}

function sendError(response: ServerResponse, error: unknown): void {
  if (error instanceof RequestError) send(response, error.status, { error: error.message })
  else send(response, 500, { error: 'internal error' })
}
