import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { markWatching } from '../stack/script-owner.ts'
import { describe } from '../text/describe.ts'
import { NetworkError } from './network-error.ts'
import type { RequestHandler } from '../model/network.ts'

markWatching(import.meta.url)

/** What answers the requests to a host of the setup. */
export interface RequestServiceParts {
  readonly host: string
  readonly protocol: 'http' | 'https'
  readonly handler: RequestHandler
  /** Told of a handler that failed. */
  onError(error: NetworkError): void
}

/** Creates the listener of an `http.Server` that hands requests to a handler, and sends what it returns. */
export function createRequestListener(parts: RequestServiceParts): RequestListener {
  return (incoming, outgoing) => {
    void answer(parts, incoming, outgoing)
  }
}

async function answer(
  parts: RequestServiceParts,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const url = findUrl(parts, incoming)
  // A client may go at any time, and what is on its way then fails.
  incoming.on('error', () => {})
  outgoing.on('error', () => {})
  try {
    const response: unknown = await parts.handler(createRequest(url, incoming, outgoing))
    await send(checkResponse(response), incoming, outgoing)
  } catch (cause) {
    const error = createHandlerError(parts.host, `${incoming.method} ${url}`, cause)
    parts.onError(error)
    if (outgoing.headersSent) outgoing.destroy()
    else outgoing.writeHead(500, { 'content-type': 'text/plain' }).end(error.message)
  }
}

/** What a handler that failed is reported as. */
export function createHandlerError(host: string, what: string, cause: unknown): NetworkError {
  return new NetworkError(
    'NETWORK_HANDLER',
    `The handler of ${host} in \`network\` failed at ${what}: ${describe(cause)}`,
    { cause },
  )
}

function findUrl({ host, protocol }: RequestServiceParts, incoming: IncomingMessage): string {
  const { url = '/', headers } = incoming
  return new URL(url, `${protocol}://${headers.host ?? host}`).href
}

function createRequest(url: string, incoming: IncomingMessage, outgoing: ServerResponse): Request {
  const { method = 'GET' } = incoming
  const headers = new Headers()
  for (const [name, values = []] of Object.entries(incoming.headersDistinct))
    for (const value of values) headers.append(name, value)
  const controller = new AbortController()
  outgoing.once('close', () => {
    if (!outgoing.writableEnded) controller.abort()
  })
  const hasBody =
    method !== 'GET' &&
    method !== 'HEAD' &&
    (headers.has('transfer-encoding') || Number(headers.get('content-length') ?? 0) > 0)
  const body = hasBody ? (Readable.toWeb(incoming) as ReadableStream<Uint8Array>) : null
  if (!hasBody) incoming.resume()
  const init = { method, headers, body, signal: controller.signal, duplex: 'half' }
  return new Request(url, init as RequestInit)
}

/** @throws {TypeError} when it is not what can be sent */
export function checkResponse(response: unknown): Response {
  if (!(response instanceof Response))
    throw new TypeError(`it returned ${describe(response)}. Return a Response.`)
  if (response.bodyUsed || response.body?.locked === true) {
    throw new TypeError(
      'it returned a Response that has been sent already. Make a new one for each request.',
    )
  }
  return response
}

async function send(
  response: Response,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const headers = [...response.headers].filter(([name]) => name !== 'set-cookie')
  for (const [name, value] of headers) outgoing.setHeader(name, value)
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) outgoing.setHeader('set-cookie', cookies)
  outgoing.writeHead(response.status, response.statusText || undefined)
  if (response.body === null || incoming.method === 'HEAD') {
    outgoing.end()
    return
  }
  const reader = response.body.getReader()
  outgoing.once('close', () => {
    if (!outgoing.writableEnded) reader.cancel().catch(() => {})
  })
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    if (outgoing.destroyed) return
    if (!outgoing.write(part.value)) await drained(outgoing)
  }
  outgoing.end()
}

function drained(outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    outgoing.once('drain', resolve)
    outgoing.once('close', resolve)
  })
}
