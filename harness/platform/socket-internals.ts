/**
 * @touches `_httpMessage` and the event `agentRemove` of client sockets, `_sharedCreds` and `maxHeadersCount` of servers, `reading`
 * of native streams, and the symbols `timeout`, `session`, `client`, `parser` and `no ref` of sockets
 * @test each field is checked for before it is read
 * @fallback messages give a more general name and remedy (`TCP server`, `socket.destroy()`), and a socket
 * that `fetch()` keeps for its next request is reported
 */
import { hasHidden, readHidden } from './hidden-symbols.ts'
import type { HandleOwner, NativeHandle } from './native-handle.ts'
import { isTimerOpen } from './timer-internals.ts'

/** What a server speaks, beyond the transport. */
export function findProtocol(server: HandleOwner): 'HTTP/2' | 'HTTPS' | 'HTTP' | 'TLS' | undefined {
  const { name } = server.constructor
  if (name === 'Http2Server' || name === 'Http2SecureServer') return 'HTTP/2'
  if (name !== 'Server') return undefined
  const isSecure = '_sharedCreds' in server
  if ('maxHeadersCount' in server) return isSecure ? 'HTTPS' : 'HTTP'
  return isSecure ? 'TLS' : undefined
}

/**
 * Whose a client socket is: an agent's, at rest or at a request, that of the client behind `fetch()`,
 * of an HTTP/2 session, or of nobody known.
 */
export function findSocketUse(
  socket: HandleOwner,
): 'idle-agent' | 'agent' | 'fetch' | 'http2' | undefined {
  if ('_httpMessage' in socket) {
    if (socket._httpMessage !== null) return 'agent'
    // After an upgrade, to a WebSocket say, it is whoever asked for that who has it.
    return isOfPool(socket) ? 'idle-agent' : undefined
  }
  if (hasHidden(socket, 'client') && hasHidden(socket, 'parser')) return 'fetch'
  return hasHidden(socket, 'session') ? 'http2' : undefined
}

/** An agent listens for the removal of what is in its pool, for as long as it is there. */
function isOfPool(socket: object): boolean {
  return ((socket as Partial<Emitter>).listenerCount?.('agentRemove') ?? 0) > 0
}

/** Whether the client behind `fetch()` keeps a socket for its next request. */
export function isIdleInFetch(socket: object): boolean {
  return readHidden(socket, 'no ref') === true
}

/** Whether a native stream reads. */
export function isReading(handle: NativeHandle): boolean {
  return (handle as { reading?: boolean }).reading === true
}

/** Whether somebody waits for the time-out of a socket, which is a timer of Node's own. */
export function isTimeoutAwaited(socket: HandleOwner): boolean {
  const timer = readHidden(socket, 'timeout')
  if (typeof timer !== 'object' || timer === null || !isTimerOpen(timer)) return false
  const { _httpMessage: request } = socket as { _httpMessage?: Emitter | null }
  if (request) return request.listenerCount('timeout') > 0
  return (
    !('_httpMessage' in socket) &&
    ((socket as Partial<Emitter>).listenerCount?.('timeout') ?? 0) > 0
  )
}

interface Emitter {
  listenerCount(event: string): number
}
