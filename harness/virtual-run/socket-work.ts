import process from 'node:process'
import { findOwner, type HandleOwner, type NativeHandle } from '../platform/native-handle.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** A connection, by its native side and by the socket that the user has. */
interface Connection {
  readonly handle: NativeHandle & { reading?: boolean }
  readonly owner: SocketOwner
}

interface SocketOwner extends HandleOwner {
  connecting?: boolean
  listenerCount?(event: string): number
  /** The request that a connection of `node:http` is at. */
  _httpMessage?: { listenerCount(event: string): number } | null
  _handle?: NativeHandle | null
}

/** What the connections of a process are up to. */
export interface SocketWork {
  /** Some end of one is in another process or thread, which has yet to answer. */
  readonly isAwaited: boolean
  /** Some end of one is elsewhere, and may send something at any time. */
  readonly isOpen: boolean
}

/** The sockets that keep the process alive. Those of a pool that rest do not. */
export function findActiveSockets(): object[] {
  const { _getActiveHandles: find } = process as { _getActiveHandles?: () => object[] }
  return (find?.call(process) ?? []).filter((handle) => 'remoteAddress' in handle)
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
  const active: SocketOwner[] = findActiveSockets()
  const known = resources.flatMap((handle) => {
    const owner: SocketOwner | undefined = findOwner(handle)
    return owner === undefined ? [] : [{ handle, owner }]
  })
  const owners = new Set(known.map(({ owner }) => owner))
  const others = active.flatMap((owner) =>
    owner._handle && !before.has(owner) && !owners.has(owner)
      ? [{ handle: owner._handle, owner }]
      : [],
  )
  const all = [...known, ...others].filter(({ owner }) => owner.destroyed !== true)
  const ports = new Set([...active, ...owners].map(({ localPort }) => localPort))
  const hasAcceptedPipe = all.some((each) => isPipe(each) && isAccepted(each))
  const outside = all.filter(
    (each) => !(isPipe(each) ? hasAcceptedPipe : ports.has(each.owner.remotePort)),
  )
  return {
    isAwaited: outside.some((each) => !isAccepted(each) && isReading(each)) || all.some(hasTimeout),
    isOpen: outside.some(isReading),
  }
}

function isPipe({ owner }: Connection): boolean {
  return owner.remotePort === undefined
}

function isAccepted({ owner }: Connection): boolean {
  return (owner.server ?? undefined) !== undefined
}

function isReading({ handle }: Connection): boolean {
  return handle.reading === true && handle.hasRef?.() === true
}

/** Whether somebody waits for the time-out of a connection, which is a timer of Node's own. */
function hasTimeout(each: Connection): boolean {
  const { owner } = each
  const key = Object.getOwnPropertySymbols(owner).find(
    ({ description }) => description === 'timeout',
  )
  const timer = key && (Reflect.get(owner, key) as { _destroyed?: boolean } | null | undefined)
  if (timer?._destroyed !== false || isAccepted(each)) return false
  if (owner._httpMessage) return owner._httpMessage.listenerCount('timeout') > 0
  return !('_httpMessage' in owner) && (owner.listenerCount?.('timeout') ?? 0) > 0
}
