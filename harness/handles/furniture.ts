import process from 'node:process'
import {
  isMadeByChild,
  isMadeByFetch,
  isMadeByNodeTest,
  isMadeByWorker,
  isMadeForNode,
} from '../platform/node-scripts.ts'
import { isIdleInFetch } from '../platform/socket-internals.ts'
import type { HandleEntry } from './handle-scope.ts'
import { findOwner, type NativeHandle } from '../platform/native-handle.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** The descriptors of stdin, stdout and stderr. */
const STANDARD_STREAMS = 3

/**
 * Whether an open handle is part of the house: what Node keeps for the whole process, and what
 * lives and dies with another handle, which is reported in its place.
 */
export function isFurniture({
  type,
  resource,
  site,
}: Pick<HandleEntry, 'type' | 'resource' | 'site'>): boolean {
  switch (type.kind) {
    case 'pipe':
      return isStandardStream(resource) || (site !== undefined && isMadeByChild(site))
    case 'process-listener':
      return site !== undefined && isMadeByNodeTest(site)
    case 'worker':
      return site !== undefined && isMadeForNode(site)
    case 'message-port':
      return site !== undefined && isMadeByWorker(site)
    case 'socket':
      return isPooled(resource)
    default:
      return false
  }
}

/**
 * Whether a timer under a clock is part of the house: an unreferenced one of the pool behind `fetch()`,
 * which keeps its connections for the next request and closes them by itself.
 */
export function isFurnitureTimer({
  hasRef,
  stack,
}: {
  hasRef: boolean
  stack?: string | undefined
}): boolean {
  return !hasRef && stack !== undefined && isMadeByFetch(stack)
}

function isStandardStream(resource: NativeHandle): boolean {
  return resource.fd !== undefined && resource.fd >= 0 && resource.fd < STANDARD_STREAMS
}

/** An idle connection that a process-wide pool keeps for the next request, unreferenced. */
function isPooled(resource: NativeHandle): boolean {
  if (resource.hasRef?.() !== false) return false
  const socket = findOwner(resource)
  if (socket === undefined) return false
  // Not imported: that would load the whole of `fetch()` into every worker.
  const agents = ['node:http' as const, 'node:https' as const].map(
    (name) => process.getBuiltinModule(name).globalAgent,
  )
  const isIdleInAgent = agents.some(({ freeSockets }) =>
    Object.values(freeSockets).some((sockets) => sockets?.some((free) => free === socket)),
  )
  return isIdleInAgent || isIdleInFetch(socket)
}
