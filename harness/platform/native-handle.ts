/**
 * @touches `owner_symbol` of native handles, `_handle` of their owners, and `hasRef()`, `close()`, `fd`,
 * `pid` of native handles
 * @test each is checked for before it is used
 * @fallback a handle without an owner is shown without its address, and is closed directly
 */
import process from 'node:process'
import type { HandleType } from '../model/handle-type.ts'
import { readHidden } from './hidden-symbols.ts'
import { findServerHandle } from './server-handle.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** What the native handles behind async resources have in common, where they have it. */
export interface NativeHandle {
  fd?: number
  pid?: number
  hasRef?(): boolean | undefined
  close?(): unknown
  kill?(signal: number): unknown
  stopThread?(): unknown
}

/** What the objects that own native handles (servers, sockets, children) have in common. */
export interface HandleOwner {
  address?(): unknown
  /** Of a child that was sent a signal. */
  killed?: boolean
  /** Of a socket. */
  destroyed?: boolean
  /** Of a socket that has been asked to connect, while its host is looked up for example. */
  connecting?: boolean
  /** Of a server. */
  listening?: boolean
  localPort?: number
  remoteAddress?: string
  remotePort?: number
  /** Of a connection that was accepted. */
  server?: HandleOwner | null
  closeAllConnections?(): void
  close?(): unknown
  destroy?(): unknown
  kill?(signal: string): unknown
}

/** Whether a native handle is open: one that is closed answers `undefined`, an unref'd one `false`. */
function isNativeOpen(handle: NativeHandle): boolean {
  return typeof handle.hasRef === 'function' && handle.hasRef() !== undefined
}

/**
 * Whether a socket stands for anything: one that was made and never dialled, as interceptors of the
 * network leave hundreds, has no descriptor yet. On Windows no socket has one.
 */
export function isSocketOpen(handle: NativeHandle): boolean {
  if (!isNativeOpen(handle)) return false
  return handle.fd !== -1 || process.platform === 'win32' || findOwner(handle)?.connecting === true
}

function isNativeOver(handle: NativeHandle): boolean {
  return typeof handle.hasRef === 'function' && handle.hasRef() === undefined
}

/** Whether a native handle keeps the event loop alive. */
export function isNativeReferenced(handle: NativeHandle): boolean {
  return handle.hasRef?.() === true
}

/** The JavaScript object that a native handle belongs to: the `net.Server` of a `TCP`. */
export function findOwner(resource: object): HandleOwner | undefined {
  const owner = readHidden(findServerHandle(resource) ?? resource, 'owner_symbol')
  return typeof owner === 'object' && owner !== null ? owner : undefined
}

/** The native handle of a server, a socket, a watcher: what {@link findOwner} leads back from. */
export function findNativeHandle(owner: object): NativeHandle | undefined {
  return (owner as { _handle?: NativeHandle | null })._handle ?? undefined
}

/** Whether an owner keeps its native handle, or what stands for it, in a property of that name. */
export function isHandleProperty(key: PropertyKey): boolean {
  return key === '_handle' || typeof key === 'symbol'
}

/** Closes a native handle, through its owner where it has one. */
export function closeNative(handle: NativeHandle): void {
  const owner = findOwner(handle)
  const attempts: (() => unknown)[] = [
    () => owner?.closeAllConnections?.(),
    () => owner?.kill?.('SIGKILL'),
    () => (owner?.destroy === undefined ? owner?.close?.() : owner.destroy()),
    () => handle.stopThread?.(),
    () => (isNativeOpen(handle) ? handle.close?.() : undefined),
  ]
  for (const attempt of attempts) {
    try {
      const result = attempt()
      if (result instanceof Promise) result.catch(() => {})
    } catch {
      // Best effort: a handle that is already on its way out may refuse.
    }
  }
}

/** What all types of native handles do alike. */
export const NATIVE_BEHAVIOUR: Pick<
  HandleType<NativeHandle>,
  'isOpen' | 'isOver' | 'isReferenced' | 'close'
> = {
  isOpen: isNativeOpen,
  isOver: isNativeOver,
  isReferenced: isNativeReferenced,
  close: closeNative,
}
