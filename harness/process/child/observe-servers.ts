import http from 'node:http'
import https from 'node:https'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'
import { findUserFrame } from '../../stack/user-frame.ts'
import { noteMilestone } from './observe-start.ts'
import { tell } from './record-pipe.ts'

/** Tells of each server: that it was made, the port that it opens, and that it closes. */
export function observeServers(): void {
  for (const module of [http, https, net]) {
    const create = module.createServer as (...args: unknown[]) => net.Server
    Reflect.set(module, 'createServer', function (this: unknown, ...args: unknown[]) {
      const server = Reflect.apply(create, this, args)
      tell({ type: 'server', state: 'created' })
      return server
    })
  }
  syncBuiltinESMExports()
  const prototype = net.Server.prototype
  const { close, emit } = prototype
  const listen = prototype.listen as (...args: unknown[]) => net.Server
  prototype.listen = function (this: net.Server, ...args: unknown[]) {
    const frame = findUserFrame(new Error('listen'))
    if (frame !== undefined) frames.set(this, frame)
    return Reflect.apply(listen, this, args)
  } as typeof prototype.listen
  // http and https call the method of the prototype, too.
  prototype.emit = function (this: net.Server, event: string | symbol, ...args: unknown[]) {
    if (event === 'listening') noteOpened(this)
    return Reflect.apply(emit, this, [event, ...args])
  }
  for (const { prototype: own } of [http.Server, https.Server]) {
    const cut = own.closeAllConnections
    own.closeAllConnections = function (this: http.Server) {
      const frame = findUserFrame(new Error('cut'))
      tell({ type: 'server', state: 'cut', ...(frame === undefined ? {} : { frame }) })
      Reflect.apply(cut, this, [])
    }
  }
  prototype.close = function (this: net.Server, ...args: unknown[]) {
    if (this.listening) tell({ type: 'server', state: 'closed', ...findPort(this) })
    return Reflect.apply(close, this, args) as net.Server
  }
}

/** Where each server was told to listen: it opens in a later turn. */
const frames = new WeakMap<net.Server, string>()

function noteOpened(server: net.Server): void {
  const frame = frames.get(server)
  tell({
    type: 'server',
    state: 'opened',
    ...findPort(server),
    ...(frame === undefined ? {} : { frame }),
  })
  noteMilestone('opens')
}

/** The port, where it is none of a pipe. */
function findPort(server: net.Server): { port?: number; isOnIpv6?: true } {
  const address = server.address()
  if (typeof address !== 'object' || address === null) return {}
  // Where it listens on all addresses, those of IPv4 are among them.
  const isOnIpv6 = address.family === 'IPv6' && address.address !== '::'
  return { port: address.port, ...(isOnIpv6 ? { isOnIpv6: true } : {}) }
}
