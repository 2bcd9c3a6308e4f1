import http from 'node:http'
import https from 'node:https'
import { REQUEST_HEADER } from './child-record.ts'

/** How a request has ended. */
export type Answer =
  | { kind: 'answered'; status: number }
  /** Nobody has accepted the connection. */
  | { kind: 'refused'; reason: string }
  /** The connection was there, and broke off before the answer was complete. */
  | { kind: 'cut'; reason: string }
  /** We have given up. */
  | { kind: 'given-up'; reason: string }

/** Sends one request on a connection of its own, and reads the answer to its end. Never rejects. */
export function sendRequest(
  url: URL,
  { id, signal }: { id: string; signal: AbortSignal },
): Promise<Answer> {
  return new Promise((resolve) => {
    let isConnected = false
    const fail = (error: Error): void => {
      const reason = error.message
      if (signal.aborted) resolve({ kind: 'given-up', reason })
      else resolve({ kind: isConnected ? 'cut' : 'refused', reason })
    }
    const request = (url.protocol === 'https:' ? https : http).get(url, {
      agent: false,
      headers: { [REQUEST_HEADER]: id, connection: 'close' },
      // Its own certificate is none that anybody has signed.
      rejectUnauthorized: false,
      signal,
    })
    request.on('socket', (socket) => {
      socket.once('connect', () => {
        isConnected = true
      })
    })
    request.on('error', fail)
    request.on('response', (response) => {
      response.on('error', fail)
      response.on('end', () => {
        if (response.complete) resolve({ kind: 'answered', status: response.statusCode ?? 0 })
      })
      response.on('close', () => {
        fail(new Error('the connection was closed in the middle of the answer'))
      })
      response.resume()
    })
  })
}
