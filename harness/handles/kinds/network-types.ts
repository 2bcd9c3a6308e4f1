import type { HandleType } from '../../model/handle-type.ts'
import {
  findOwner,
  isSocketOpen,
  NATIVE_BEHAVIOUR,
  type NativeHandle,
} from '../../platform/native-handle.ts'
import { cancelQueries, findQueryHost, followQuery } from '../../platform/request-internals.ts'
import { findProtocol, findSocketUse } from '../../platform/socket-internals.ts'
import { markWatching } from '../../stack/script-owner.ts'

markWatching(import.meta.url)

/** Servers that listen on a port. */
export const tcpServerType: HandleType<NativeHandle> = {
  ...NATIVE_BEHAVIOUR,
  kind: 'server',
  isClosing: (handle) => findOwner(handle)?.listening === false,
  name: 'TCP server',
  describe: (handle) => `${findServerName(handle, 'TCP')} server${findListeningAddress(handle)}`,
  remedy: findServerRemedy,
}

/** Servers that listen on a unix socket or a named pipe. */
export const pipeServerType: HandleType<NativeHandle> = {
  ...tcpServerType,
  name: 'pipe server',
  describe: (handle) =>
    `${findServerName(handle, 'unix socket')} server${findListeningAddress(handle)}`,
}

/** Both ends of a connection: the one that connected and the one that was accepted. */
export const tcpSocketType: HandleType<NativeHandle> = {
  ...NATIVE_BEHAVIOUR,
  kind: 'socket',
  isOpen: isSocketOpen,
  isClosing: (handle) => findOwner(handle)?.destroyed === true,
  name: 'TCP socket',
  describe: (handle) => {
    const owner = findOwner(handle)
    const name = `${owner !== undefined && 'encrypted' in owner ? 'TLS' : 'TCP'} socket`
    if (owner?.remoteAddress === undefined) return name
    const isAccepted = (owner.server ?? undefined) !== undefined
    return isAccepted
      ? `${name} that a server accepted from ${formatAddress(owner.remoteAddress, owner.remotePort)}`
      : `${name} to ${formatAddress(owner.remoteAddress, owner.remotePort)}`
  },
  remedy: findSocketRemedy,
}

/** Unix sockets and named pipes; the pipes of a child process belong to the child. */
export const pipeType: HandleType<NativeHandle> = {
  ...NATIVE_BEHAVIOUR,
  kind: 'pipe',
  isOpen: isSocketOpen,
  name: 'pipe',
  describe: () => 'unix socket or pipe',
  remedy: () => 'socket.destroy()',
}

/** Sockets of `node:dgram`. */
export const udpSocketType: HandleType<NativeHandle> = {
  ...NATIVE_BEHAVIOUR,
  kind: 'udp-socket',
  isOpen: isSocketOpen,
  name: 'UDP socket',
  describe: (handle) => `UDP socket${findListeningAddress(handle)}`,
  remedy: () => 'socket.close()',
}

function findServerName(handle: NativeHandle, transport: string): string {
  const server = findOwner(handle)
  return (server && findProtocol(server)) ?? transport
}

function findServerRemedy(handle: NativeHandle): string {
  return findOwner(handle)?.closeAllConnections === undefined
    ? 'server.close()'
    : 'server.closeAllConnections() and server.close()'
}

const SOCKET_REMEDIES = {
  'idle-agent': 'agent.destroy()',
  agent: 'agent.destroy(), or read the response to its end',
  fetch: 'await response.body.cancel(), or read it to its end',
  http2: 'session.close()',
  unknown: 'socket.destroy()',
} as const

function findSocketRemedy(handle: NativeHandle): string {
  const owner = findOwner(handle)
  if (owner === undefined) return 'socket.destroy()'
  if (owner.destroyed === true) return "await once(socket, 'close')"
  if ((owner.server ?? undefined) !== undefined) {
    return owner.server?.closeAllConnections === undefined
      ? 'socket.destroy() on what the server accepted'
      : 'server.closeAllConnections()'
  }
  return SOCKET_REMEDIES[findSocketUse(owner) ?? 'unknown']
}

function findListeningAddress(handle: NativeHandle): string {
  try {
    const address: unknown = findOwner(handle)?.address?.()
    if (typeof address === 'string') return ` on ${address}`
    if (typeof address !== 'object' || address === null) return ''
    const { address: host, port } = address as { address?: string; port?: number }
    return host === undefined ? '' : ` on ${formatAddress(host, port)}`
  } catch {
    // A UDP socket throws before it is bound.
    return ''
  }
}

function formatAddress(host: string, port: number | undefined): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}

/** The queries that were sent and not answered, each with the channel of its resolver. */
const openQueries = new WeakMap<object, object | undefined>()

/** Requests of `node:dns` that go to a name server, as opposed to `lookup()`. */
export const dnsQueryType: HandleType = {
  kind: 'dns-query',
  name: 'DNS query',
  isOpen: (query) => openQueries.has(query),
  describe: (query) => {
    const host = findQueryHost(query)
    return host === undefined ? 'DNS query' : `DNS query for ${host}`
  },
  remedy: () => 'resolver.cancel()',
  close: (query) => {
    const channel = openQueries.get(query)
    if (channel !== undefined) cancelQueries(channel)
  },
}

/**
 * Follows a query to its end. A request says nowhere whether it is under way, so its callback is
 * watched: the one place that the answer, the error and the cancellation go through.
 *
 * @param channel the resolver's, which alone can cancel
 */
export function watchDnsQuery(query: object, channel: object | undefined): void {
  openQueries.set(query, channel)
  followQuery(query, () => openQueries.delete(query))
}
