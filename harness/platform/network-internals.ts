/**
 * @touches `_handle._parent` of a TLS socket on a plain stream, whose class is `JSStream`; the symbols
 * `owner_symbol`, `kReinitializeHandle` and `timeout` of sockets; `_listen2()` of servers and
 * `_wrapHandle()` of TLS sockets
 * @test each exists and has the methods that are called
 * @fallback the simulated network is refused, naming what is missing
 */
import net from 'node:net'
import { Duplex } from 'node:stream'
import { TLSSocket } from 'node:tls'
import { markWatching } from '../stack/script-owner.ts'
import { findHiddenKey } from './hidden-symbols.ts'
import { findUdpClass } from './udp-surfaces.ts'

markWatching(import.meta.url)

/** The native stream that asks JavaScript to read and write, and so needs no descriptor. */
interface JsStream {
  onread?: unknown
  readBuffer(chunk: Buffer): void
  emitEOF(): void
  finishWrite(request: object, status: number): void
  finishShutdown(request: object, status: number): void
}

/** What of Node's own the simulated network stands on. */
export interface NetworkInternals {
  readonly JsStream: new () => JsStream
  /** Under which a native handle keeps the socket that owns it. */
  readonly owner: symbol
  /** The method of sockets that gives them a native handle. */
  readonly reinitialize: symbol
  /** Under which a socket keeps the timer of its time-out. */
  readonly timeout: symbol
  /** The methods of the native handles of `dgram` sockets. */
  readonly udp: object
}

/** What Node lacks, by name. */
export interface MissingInternal {
  readonly missing: string
}

let found: NetworkInternals | MissingInternal | undefined

/** Finds what the simulated network stands on, or the first of it that this Node does not have. */
export function findNetworkInternals(): NetworkInternals | MissingInternal {
  found ??= find()
  return found
}

/** Has {@link findNetworkInternals} look again: for tests, which take something away. */
export function forgetNetworkInternals(): void {
  found = undefined
}

const STREAM_METHODS = ['readBuffer', 'emitEOF', 'finishWrite', 'finishShutdown'] as const

function find(): NetworkInternals | MissingInternal {
  if (typeof Reflect.get(net.Server.prototype, '_listen2') !== 'function')
    return { missing: 'net.Server.prototype._listen2()' }
  if (typeof Reflect.get(TLSSocket.prototype, '_wrapHandle') !== 'function')
    return { missing: 'tls.TLSSocket.prototype._wrapHandle()' }
  const JsStream = attempt(findJsStream)
  if (JsStream === undefined) return { missing: 'JSStream, the class under a TLS socket' }
  for (const method of STREAM_METHODS) {
    if (typeof Reflect.get(JsStream.prototype, method) !== 'function')
      return { missing: `JSStream.prototype.${method}()` }
  }
  const reinitialize = findHiddenKey(net.Socket.prototype, 'kReinitializeHandle')
  if (reinitialize === undefined) return { missing: 'net.Socket.prototype[kReinitializeHandle]()' }
  const timeout = findHiddenKey(new net.Socket(), 'timeout')
  if (timeout === undefined) return { missing: 'the time-out of a net.Socket, socket[kTimeout]' }
  const owner = attempt(() => findOwnerKey(JsStream))
  if (owner === undefined) return { missing: 'the owner of a native handle, handle[owner_symbol]' }
  const udp = findUdpClass()
  if ('missing' in udp) return udp
  return { JsStream, owner, reinitialize, timeout, udp: udp.prototype }
}

/** In another runtime anything may throw. */
function attempt<T>(look: () => T | undefined): T | undefined {
  try {
    return look()
  } catch {
    return undefined
  }
}

function findJsStream(): NetworkInternals['JsStream'] | undefined {
  const plain = new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() })
  const socket = new TLSSocket(plain)
  socket.on('error', () => {})
  const { _handle: handle } = socket as { _handle?: { _parent?: object } }
  const { name, constructor: found } = {
    name: handle?._parent?.constructor.name,
    constructor: handle?._parent?.constructor,
  }
  socket.destroy()
  return name === 'JSStream' ? (found as NetworkInternals['JsStream']) : undefined
}

/** Makes a socket on a stream of ours, which it marks as its own. */
function findOwnerKey(JsStream: NetworkInternals['JsStream']): symbol | undefined {
  const handle = new JsStream()
  const socket = new net.Socket({ handle, manualStart: true } as net.SocketConstructorOpts)
  const key = findHiddenKey(handle, 'owner_symbol')
  // Without its handle there is nothing that it could close.
  ;(socket as { _handle?: unknown })._handle = null
  return key !== undefined && Reflect.get(handle, key) === socket ? key : undefined
}
