/**
 * @touches `net.Socket.prototype.connect()` and `[kReinitializeHandle]()`, `net._normalizeArgs()`,
 * `_peername` and `_sockname` of sockets, `net.Server.prototype._listen2()`, `tls.TLSSocket`'s
 * `_wrapHandle()` and `_tlsOptions`, `verifyError()` of what that makes, `Symbol.hasInstance` of the class `TCP`
 * @test `network-internals.ts`
 * @fallback the simulated network is refused; without the class `TCP`, `resetAndDestroy()` destroys
 */
import net from 'node:net'
import process from 'node:process'
import tls from 'node:tls'
import { getSystemErrorName } from 'node:util'
import { markWatching } from '../stack/script-owner.ts'
import { noteFetchSocket } from './fetch-sockets.ts'
import type { NetworkInternals } from './network-internals.ts'
import { createSurface, type Method, standFor, type Surface } from './patch.ts'
import type { ServerHandle } from './server-handle.ts'
import { markSimulated } from './simulated-resources.ts'
import { isPeerTrusted, isStreamHandle, setTopSocket, type StreamHandle } from './stream-handle.ts'

markWatching(import.meta.url)

/** What gives sockets and servers their native handles. */
export interface HandleMaker {
  /** Whether handles are to be made: while virtual time is installed. */
  readonly isActive: boolean
  /**
   * Whether a connection is left to the real network.
   *
   * @param target the port, or the path of a unix socket
   */
  isReal(host: string, target: number | string | undefined): boolean
  createStream(kind: 'tcp' | 'unix'): StreamHandle
  /**
   * @param port undefined for the path of a unix socket, 0 for a free one
   * @returns the handle, or a system error
   */
  listen(address: string | null, port: number | undefined, family: 4 | 6): ServerHandle | number
  /** A server has begun to listen. */
  onListening(server: net.Server): void
}

interface ConnectOptions {
  readonly host?: string
  readonly port?: number | string | null
  readonly path?: string | null
}

function findTarget({ port, path }: ConnectOptions): number | string | undefined {
  return path ? path : port === undefined || port === null ? undefined : Number(port)
}

interface SocketFields {
  _handle: object | null
  _peername: unknown
  _sockname: unknown
  readonly destroyed: boolean
}

/** Lists what stands in for Node's own methods, so that sockets and servers get handles from `maker`. */
export function createSocketSurfaces(internals: NetworkInternals, maker: HandleMaker): Surface[] {
  return [
    ...createClientSurfaces(internals, maker),
    createListenSurface(maker),
    ...createTlsSurfaces(internals, maker),
    ...createResetSurfaces(),
  ]
}

function createClientSurfaces({ reinitialize }: NetworkInternals, maker: HandleMaker): Surface[] {
  const { connect } = net.Socket.prototype
  const initialize = Reflect.get(net.Socket.prototype, reinitialize) as Method
  return [
    createSurface(
      net.Socket.prototype,
      'connect',
      function (this: SocketFields & net.Socket, ...args: unknown[]): unknown {
        const options = findConnectOptions(args)
        if (maker.isActive) noteFetchSocket(this)
        if (
          maker.isActive &&
          (!this._handle || this.destroyed) &&
          !maker.isReal(options.host ?? '', findTarget(options))
        ) {
          if (this.destroyed) {
            this._handle = null
            this._peername = null
            this._sockname = null
          }
          Reflect.apply(initialize, this, [maker.createStream(options.path ? 'unix' : 'tcp')])
        }
        return Reflect.apply(connect as Method, this, args)
      },
    ),
    createSurface(
      net.Socket.prototype,
      reinitialize,
      function (this: SocketFields, handle: { close?(): void }): unknown {
        // Where a name has several addresses, the next is tried with a native handle of its own.
        if (!isStreamHandle(this._handle) || isStreamHandle(handle))
          return Reflect.apply(initialize, this, [handle])
        handle.close?.()
        return Reflect.apply(initialize, this, [maker.createStream('tcp')])
      },
    ),
  ]
}

/** What a call of `connect()` asks for. */
function findConnectOptions(args: unknown[]): ConnectOptions {
  // `net.connect()` passes on what it has normalized, as an array.
  const [first] = args
  if (Array.isArray(first)) return first[0] as ConnectOptions
  const { _normalizeArgs: normalize } = net as unknown as {
    _normalizeArgs(args: unknown[]): [ConnectOptions]
  }
  return normalize(args)[0]
}

function createListenSurface(maker: HandleMaker): Surface {
  const listen = Reflect.get(net.Server.prototype, '_listen2') as Method
  return createSurface(
    net.Server.prototype,
    '_listen2',
    function (this: net.Server & SocketFields, ...args: unknown[]): unknown {
      const [address, port, addressType, , fd] = args as [
        string | null,
        number,
        number,
        unknown,
        unknown,
      ]
      const isTaken = this._handle || (typeof fd === 'number' && fd >= 0)
      if (!maker.isActive || isTaken) return Reflect.apply(listen, this, args)
      const isPath = addressType === -1 || port === -1
      const handle = maker.listen(
        address,
        isPath ? undefined : Math.max(0, port ?? 0),
        addressType === 4 ? 4 : 6,
      )
      if (typeof handle === 'number') {
        const error = createListenError(handle, address, isPath ? undefined : port)
        process.nextTick(() => this.emit('error', error))
        return undefined
      }
      this._handle = handle
      this.once('listening', () => maker.onListening(this))
      return Reflect.apply(listen, this, args)
    },
  )
}

/** As `node:net` makes it. */
function createListenError(errno: number, address: string | null, port: number | undefined): Error {
  const code = getSystemErrorName(errno)
  const place = port === undefined ? `${address}` : `${address ?? '::'}:${port}`
  return Object.assign(new Error(`listen ${code}: address already in use ${place}`), {
    code,
    errno,
    syscall: 'listen',
    address: address ?? '::',
    ...(port === undefined ? {} : { port }),
  })
}

function createTlsSurfaces({ owner }: NetworkInternals, maker: HandleMaker): Surface[] {
  const { connect } = tls
  // A TLS socket has its handle before it is told where to connect.
  let isConnectingReal = false
  const wrapHandle = Reflect.get(tls.TLSSocket.prototype, '_wrapHandle') as Method
  return [
    createSurface(
      tls,
      'connect',
      standFor(
        function (this: unknown, ...args: unknown[]): unknown {
          const options = findConnectOptions(args)
          isConnectingReal = maker.isReal(options.host ?? '', findTarget(options))
          try {
            return Reflect.apply(connect as Method, this, args)
          } finally {
            isConnectingReal = false
          }
        },
        connect as unknown as Method,
      ),
    ),
    createSurface(
      tls.TLSSocket.prototype,
      '_wrapHandle',
      function (this: { _tlsOptions?: { pipe?: boolean } }, ...args: unknown[]): unknown {
        const [wrap, given, ...rest] = args
        let handle = given
        if (maker.isActive && !handle && !wrap && !isConnectingReal) {
          handle = maker.createStream(this._tlsOptions?.pipe === true ? 'unix' : 'tcp')
          Reflect.set(handle as object, owner, this)
        }
        const layer = Reflect.apply(wrapHandle, this, [wrap, handle, ...rest])
        if (isStreamHandle(handle)) {
          setTopSocket(handle, this)
          adaptLayer(layer as TlsLayer, handle)
        }
        return layer
      },
    ),
  ]
}

interface TlsLayer {
  verifyError?: () => unknown
}

/** Writes of a layer of TLS wait for what is below it; and the hosts of a setup are who they say they are. */
function adaptLayer(layer: TlsLayer, handle: StreamHandle): void {
  markSimulated(layer)
  const { verifyError: verify } = layer
  if (typeof verify !== 'function') return
  layer.verifyError = () => (isPeerTrusted(handle) ? null : Reflect.apply(verify, layer, []))
}

/** `node:net` asks for a `TCP` before it resets a connection. */
function createResetSurfaces(): Surface[] {
  const Tcp = findTcpClass()
  if (Tcp === undefined) return []
  return [
    createSurface(Tcp, Symbol.hasInstance, function (this: unknown, value: unknown): boolean {
      if (this === Tcp && isStreamHandle(value)) return true
      return Function.prototype[Symbol.hasInstance].call(this as Function, value)
    }),
  ]
}

/** A socket has its native handle as soon as it is told to connect; the name is never looked up. */
function findTcpClass(): Function | undefined {
  const socket = new net.Socket()
  socket.on('error', () => {})
  socket.connect({ host: 'nobody.invalid', port: 1, lookup: () => {} })
  const { _handle: handle } = socket as unknown as SocketFields
  const Tcp = handle?.constructor
  socket.destroy()
  return Tcp?.name === 'TCP' ? Tcp : undefined
}
