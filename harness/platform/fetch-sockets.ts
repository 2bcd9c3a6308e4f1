/**
 * @touches the script `node:internal/deps/undici/undici`, which connects for the built-in `fetch()`
 * @test the name is looked for on the stack
 * @fallback a connection that `fetch()` is making counts as the task's own
 */
import { captureSite } from '../stack/call-sites.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

const SCRIPT = 'node:internal/deps/undici/undici'
/** Between `connect()` of the socket and the client there are half as many. */
const FRAMES = 16

const sockets = new WeakSet<object>()

/** Notes whether the client behind the built-in `fetch()` connects this socket. To be called as it does. */
export function noteFetchSocket(socket: object): void {
  if (captureSite(FRAMES).stack?.includes(SCRIPT) === true) sockets.add(socket)
}

/**
 * Whether the client behind the built-in `fetch()` has made a socket, for its pool: an abort ends the
 * request, and leaves the connection that was being made to the pool.
 */
export function isFetchSocket(socket: object): boolean {
  return sockets.has(socket)
}
