import dgram from 'node:dgram'
import { findActiveSockets } from '../platform/active-handles.ts'
import {
  findNativeHandle,
  findOwner,
  isNativeReferenced,
  type HandleOwner,
  type NativeHandle,
} from '../platform/native-handle.ts'
import { isReading, isTimeoutAwaited } from '../platform/socket-internals.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** A connection, by its native side and by the socket that the user has. */
interface Connection {
  readonly handle: NativeHandle
  readonly owner: HandleOwner
}

/** What the connections of a process are up to. */
export interface SocketWork {
  /** Some end of one is in another process or thread, which has yet to answer. */
  readonly isAwaited: boolean
  /** Some end of one is elsewhere, and may send something at any time. */
  readonly isOpen: boolean
}

/**
 * Finds out whether connections may bring something that nobody in this thread has a part in. What
 * both ends of are here does not: what one end writes, the other one reads in the next turn.
 *
 * @param resources native connections that were opened meanwhile
 * @param before the sockets that were active before
 */
export function findSocketWork(
  resources: readonly object[],
  before: ReadonlySet<object>,
): SocketWork {
  // Sockets of `dgram` have no connections, and warn whoever asks for their native handle.
  const active = findActiveSockets().filter((socket) => !(socket instanceof dgram.Socket))
  const known = resources.flatMap((handle) => {
    const owner = findOwner(handle)
    return owner === undefined ? [] : [{ handle, owner }]
  })
  const owners = new Set(known.map(({ owner }) => owner))
  const others = active.flatMap((owner) => {
    const handle = findNativeHandle(owner)
    return handle && !before.has(owner) && !owners.has(owner) ? [{ handle, owner }] : []
  })
  const all = [...known, ...others].filter(({ owner }) => owner.destroyed !== true)
  const ports = new Set([...active, ...owners].map(({ localPort }) => localPort))
  const hasAcceptedPipe = all.some((each) => isPipe(each) && isAccepted(each))
  const outside = all.filter(
    (each) => !(isPipe(each) ? hasAcceptedPipe : ports.has(each.owner.remotePort)),
  )
  return {
    isAwaited: outside.some((each) => !isAccepted(each) && canHear(each)) || all.some(mayTimeOut),
    isOpen: outside.some(canHear),
  }
}

function isPipe({ owner }: Connection): boolean {
  return owner.remotePort === undefined
}

function isAccepted({ owner }: Connection): boolean {
  return (owner.server ?? undefined) !== undefined
}

function canHear({ handle }: Connection): boolean {
  return isReading(handle) && isNativeReferenced(handle)
}

function mayTimeOut(each: Connection): boolean {
  return !isAccepted(each) && isTimeoutAwaited(each.owner)
}
