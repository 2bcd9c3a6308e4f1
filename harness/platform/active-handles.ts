/**
 * @touches `process._getActiveHandles()`, `process.getActiveResourcesInfo()`
 * @test each function is checked for before it is called
 * @fallback nothing counts as active: a descriptor that a socket closes is reported too, and only the
 * hooks judge a hang with a socket from before the run
 */
import process from 'node:process'
import { findNativeHandle, type HandleOwner } from './native-handle.ts'

/** Finds the objects of native handles that keep this process alive: servers, sockets, children. */
function findActiveHandles(): object[] {
  const { _getActiveHandles: find } = process as { _getActiveHandles?: () => object[] }
  return find?.call(process) ?? []
}

/** Finds the sockets that keep this process alive. Those that rest in a pool do not. */
export function findActiveSockets(): HandleOwner[] {
  return findActiveHandles().filter((handle): handle is HandleOwner => 'remoteAddress' in handle)
}

/** Whether a socket or terminal was made of a descriptor: `new net.Socket({ fd })` closes it. */
export function isOwnedByHandle(fd: number): boolean {
  return findActiveHandles().some((handle) => findNativeHandle(handle)?.fd === fd)
}

/** Lists the types of what keeps this process alive: `['Timeout', 'TCPServerWrap']`. */
export function listActiveTypes(): string[] {
  const { getActiveResourcesInfo: list } = process as Partial<NodeJS.Process>
  return list?.call(process) ?? []
}
