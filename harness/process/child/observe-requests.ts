import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { REQUEST_HEADER } from '../child-record.ts'
import { tell } from './record-pipe.ts'

/** Tells of each request of the probe that the program receives, and that it has answered. */
export function observeRequests(): void {
  subscribe('http.server.request.start', (message) => {
    const id = readId((message as { request: IncomingMessage }).request)
    if (id !== undefined) tell({ type: 'request', id, state: 'received' })
  })
  subscribe('http.server.response.finish', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    const id = readId(request)
    const status = response.statusCode
    if (id !== undefined) tell({ type: 'request', id, state: 'answered', status })
  })
}

function readId({ headers }: IncomingMessage): string | undefined {
  const id = headers[REQUEST_HEADER]
  return typeof id === 'string' ? id : undefined
}
