/**
 * @touches what `node:net` calls on the native handle of a server (`listen()`, `close()`, `getsockname()`)
 * and `onconnection()`, which the handle calls
 * @test the tests of the network compare its servers with real ones
 * @fallback the simulated network is refused
 */
import { AsyncResource } from 'node:async_hooks'
import { markWatching } from '../stack/script-owner.ts'
import { readHidden } from './hidden-symbols.ts'
import type { SocketAddress } from './socket-address.ts'
import type { StreamHandle } from './stream-handle.ts'

markWatching(import.meta.url)

/** Where a server listens: what its handle does its work with. */
export interface ListeningEnd {
  readonly local: SocketAddress | undefined
  close(onClosed: () => void): void
}

/** What hooks are told of a server that listens. */
class ListenContext extends AsyncResource {
  readonly handle: ServerHandle

  constructor(handle: ServerHandle) {
    super('SimulatedListener', { requireManualDestroy: true })
    this.handle = handle
  }
}

/** The handle of a simulated server, by the resource that hooks are told of. */
export function findServerHandle(resource: object): ServerHandle | undefined {
  return resource instanceof ListenContext ? resource.handle : undefined
}

/** The native handle of a server. */
export class ServerHandle {
  readonly fd = -1
  /** Called with the handle of a new connection. `net.Server` sets it. */
  onconnection: ((status: number, handle: StreamHandle) => void) | undefined
  readonly #end: ListeningEnd
  // A connection belongs to whoever listens, as far as async context is concerned.
  readonly #context: ListenContext
  #isReferenced = true
  #isClosed = false

  constructor(end: ListeningEnd) {
    this.#end = end
    this.#context = new ListenContext(this)
  }

  /** The server that has the handle. */
  get owner(): object | undefined {
    return readHidden(this, 'owner_symbol') as object | undefined
  }

  /** Hands a connection to the server. It is made by `create`, in the context of the server. */
  accept(create: () => StreamHandle): void {
    this.#context.runInAsyncScope(() => this.onconnection?.(0, create()))
  }

  listen(): number {
    return 0
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

  setSimultaneousAccepts(): number {
    return 0
  }

  fchmod(): number {
    return 0
  }

  /** Undefined for a path, as in a native pipe: `net.Server` then tells the path that it has. */
  get getsockname(): ((out: object) => number) | undefined {
    const { local } = this.#end
    return local && ((out) => (Object.assign(out, local), 0))
  }

  getAsyncId(): number {
    return this.#context.asyncId()
  }

  close(callback?: () => void): void {
    if (this.#isClosed) return
    this.#isClosed = true
    const context = callback && new AsyncResource('SimulatedClose', { requireManualDestroy: true })
    this.#end.close(() => {
      if (callback !== undefined) context?.runInAsyncScope(callback, this)
    })
  }
}
