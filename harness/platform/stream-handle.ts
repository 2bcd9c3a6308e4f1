/**
 * @touches what `node:net` calls on the native handle of a socket (`connect()`, `readStart()` by way of
 * `onreadstart()`, `onwrite()`, `shutdown()`, `close()`, `reset()`, `getpeername()`, …), and `oncomplete`
 * of its requests
 * @test `network-internals.ts`; the tests of the network compare its sockets with real ones
 * @fallback the simulated network is refused
 */
import { AsyncResource } from 'node:async_hooks'
import process from 'node:process'
import { getSystemErrorName } from 'node:util'
import { markWatching } from '../stack/script-owner.ts'
import type { NetworkInternals } from './network-internals.ts'
import { markSimulated } from './simulated-resources.ts'
import type { SocketAddress } from './socket-address.ts'
import { systemErrors } from './system-errors.ts'

markWatching(import.meta.url)

/** What a handle does its work with: one end of a connection. Numbers are 0 or a system error. */
export interface StreamEnd {
  readonly kind: 'tcp' | 'unix'
  readonly local: SocketAddress | undefined
  readonly remote: SocketAddress | undefined
  /** Whether TLS is spoken on it. */
  isSecure: boolean
  /** Whether the certificate of its peer is to be trusted, whoever signed it. */
  readonly isTrusted: boolean
  bind(address: string, port: number, family: 'IPv4' | 'IPv6'): number
  /** @param port undefined for the path of a unix socket */
  connect(address: string, port: number | undefined, onEnd: (status: number) => void): number
  startReading(): void
  stopReading(): void
  write(chunk: Buffer, onEnd: (status: number) => void): number
  /** Sends the FIN. */
  shutdown(): void
  close(onClosed: () => void): void
  reset(onClosed: () => void): void
}

/** The native handle of a socket, as its end sees it. */
export interface StreamHandle {
  /** The socket, once it has taken the handle. */
  readonly owner: Owner | undefined
  deliver(chunk: Buffer): void
  deliverEnd(): void
  deliverError(status: number): void
}

/** What has a handle, as far as its end is concerned. */
interface Owner {
  destroy(error?: Error): unknown
}

interface ConnectRequest {
  oncomplete?: (
    status: number,
    handle: object,
    request: object,
    isReadable: boolean,
    isWritable: boolean,
  ) => void
}

// As they were before a test replaced them.
const { nextTick } = process

const ends = new WeakMap<object, StreamEnd>()

/** The end of a connection behind a socket, through as many layers of TLS as there are. */
export function findStreamEnd(socket: object): StreamEnd | undefined {
  let { _handle: handle } = socket as { _handle?: Layer | null }
  for (let depth = 0; handle && depth < 4; depth += 1) {
    const end = ends.get(handle)
    if (end !== undefined) return end
    handle = handle._parent
  }
  return undefined
}

interface Layer {
  readonly _parent?: Layer | null
}

type HandleClass = new (end: StreamEnd) => StreamHandle & { top: Owner | undefined }

const classes = new WeakMap<NetworkInternals, HandleClass>()

/** Makes the native handle for one end of a connection. */
export function createStreamHandle(internals: NetworkInternals, end: StreamEnd): StreamHandle {
  let Handle = classes.get(internals)
  if (Handle === undefined) {
    Handle = defineHandle(internals)
    classes.set(internals, Handle)
  }
  return new Handle(end)
}

/** Whether a native handle is one of ours. */
export function isStreamHandle(handle: unknown): handle is StreamHandle {
  return typeof handle === 'object' && handle !== null && ends.has(handle)
}

/** Whether the certificate of the peer of a handle is to be trusted, whoever signed it. */
export function isPeerTrusted(handle: StreamHandle): boolean {
  return ends.get(handle)?.isTrusted === true
}

/** Notes which socket stands at the top of a handle, where a layer of TLS is in between. */
export function setTopSocket(handle: StreamHandle, socket: object): void {
  ;(handle as { top?: unknown }).top = socket
  const end = ends.get(handle)
  if (end !== undefined) end.isSecure = true
}

function defineHandle({ JsStream, owner }: NetworkInternals): HandleClass {
  class SimulatedHandle extends JsStream {
    readonly #end: StreamEnd
    /** What has been asked for and not answered: it is cancelled when the handle closes. */
    readonly #writes = new Set<object>()
    #shutdownRequest: object | undefined
    #connectRequest: ConnectRequest | undefined
    #isReferenced = true
    #isClosed = false
    top: Owner | undefined

    constructor(end: StreamEnd) {
      super()
      this.#end = end
      ends.set(this, end)
      markSimulated(this)
    }

    // Node looks for the owner by this name too, where a stream is wrapped.
    get owner(): Owner | undefined {
      return Reflect.get(this, owner) as Owner | undefined
    }

    deliver(chunk: Buffer): void {
      this.readBuffer(chunk)
    }

    deliverEnd(): void {
      this.emitEOF()
    }

    /** What Node does with an error of a read. It is of no use to the layers in between. */
    deliverError(status: number): void {
      const name = getSystemErrorName(status)
      const error = Object.assign(new Error(`read ${name}`), {
        errno: status,
        code: name,
        syscall: 'read',
      })
      ;(this.top ?? this.owner)?.destroy(error)
    }

    ref(): void {
      this.#isReferenced = true
    }

    unref(): void {
      this.#isReferenced = false
    }

    hasRef(): boolean | undefined {
      return this.#isClosed ? undefined : this.#isReferenced
    }

    isClosing(): boolean {
      return this.#isClosed
    }

    getpeername(out: object): number {
      return fill(out, this.#end.remote, systemErrors.ENOTCONN)
    }

    getsockname(out: object): number {
      return fill(out, this.#end.local, systemErrors.EBADF)
    }

    bind(address: string, port: number): number {
      return this.#end.bind(address, port, 'IPv4')
    }

    bind6(address: string, port: number): number {
      return this.#end.bind(address, port, 'IPv6')
    }

    connect(request: ConnectRequest, address: string, port?: number): number {
      markSimulated(request)
      this.#connectRequest = request
      const context = new AsyncResource('SimulatedConnect', { requireManualDestroy: true })
      const status = this.#end.connect(address, port, (status) => {
        if (this.#connectRequest !== request) return
        this.#connectRequest = undefined
        const { oncomplete } = request
        if (oncomplete !== undefined)
          context.runInAsyncScope(oncomplete, request, status, this, request, true, true)
      })
      if (status !== 0) this.#connectRequest = undefined
      return status
    }

    connect6(request: ConnectRequest, address: string, port?: number): number {
      return this.connect(request, address, port)
    }

    onreadstart(): number {
      this.#end.startReading()
      return 0
    }

    onreadstop(): number {
      this.#end.stopReading()
      return 0
    }

    onwrite(request: object, buffers: readonly Buffer[]): number {
      markSimulated(request)
      if (this.#isClosed) return systemErrors.EBADF
      const [first] = buffers
      const chunk = buffers.length === 1 && first ? first : Buffer.concat(buffers)
      this.#writes.add(request)
      const status = this.#end.write(chunk, (status) => {
        // What does not block is done within the write, as far as libuv is concerned.
        if (this.#writes.delete(request)) this.finishWrite(request, status)
      })
      if (status !== 0) this.#writes.delete(request)
      return status
    }

    onshutdown(request: object): number {
      markSimulated(request)
      this.#end.shutdown()
      this.#shutdownRequest = request
      nextTick(() => this.#endShutdown(request, 0))
      return 0
    }

    close(callback?: () => void): void {
      if (this.#isClosed) return
      this.#isClosed = true
      this.#end.close(this.#closer(callback))
    }

    reset(callback?: () => void): number {
      if (this.#isClosed) return systemErrors.EINVAL
      this.#isClosed = true
      this.#end.reset(this.#closer(callback))
      return 0
    }

    #closer(callback: (() => void) | undefined): () => void {
      const context =
        callback && new AsyncResource('SimulatedClose', { requireManualDestroy: true })
      return () => {
        const writes = [...this.#writes]
        this.#writes.clear()
        for (const request of writes) this.finishWrite(request, systemErrors.ECANCELED)
        if (this.#shutdownRequest !== undefined)
          this.#endShutdown(this.#shutdownRequest, systemErrors.ECANCELED)
        const request = this.#connectRequest
        this.#connectRequest = undefined
        request?.oncomplete?.(systemErrors.ECANCELED, this, request, false, false)
        if (callback !== undefined) context?.runInAsyncScope(callback, this)
      }
    }

    #endShutdown(request: object, status: number): void {
      if (this.#shutdownRequest !== request) return
      this.#shutdownRequest = undefined
      this.finishShutdown(request, status)
    }
  }
  for (const name of OPTIONS)
    Object.defineProperty(SimulatedHandle.prototype, name, { value: () => 0, configurable: true })
  return SimulatedHandle
}

/** What a connection in memory takes, and has no use for. */
const OPTIONS = [
  'setNoDelay',
  'setKeepAlive',
  'setSimultaneousAccepts',
  'setBlocking',
  'setTypeOfService',
  'getTypeOfService',
  'fchmod',
]

function fill(out: object, address: SocketAddress | undefined, status: number): number {
  if (address === undefined) return status
  Object.assign(out, address)
  return 0
}
