import type { HandleType } from '../../model/handle-type.ts'
import { findOwner, NATIVE_BEHAVIOUR, type NativeHandle } from '../../platform/native-handle.ts'
import { findServerHandle } from '../../platform/server-handle.ts'
import { isGone, isPeers, isSimulated } from '../../platform/simulated-resources.ts'
import { markWatching } from '../../stack/script-owner.ts'
import { tcpServerType, tcpSocketType } from './network-types.ts'

markWatching(import.meta.url)

/**
 * A connection of a simulated network; other streams of JavaScript stand on a handle of their own, and the
 * ends of hosts close with those that connected. It has no descriptor, whether it is open or not.
 */
export const simulatedSocketType: HandleType<NativeHandle> = {
  ...tcpSocketType,
  isOpen: (handle) =>
    isSimulated(handle) &&
    !isGone(handle) &&
    !isPeers(handle) &&
    NATIVE_BEHAVIOUR.isOpen(handle) &&
    findOwner(handle)?.destroyed !== true,
  describe: (handle) =>
    findOwner(handle)?.remotePort === undefined && findOwner(handle)?.connecting === false
      ? 'unix socket'
      : tcpSocketType.describe(handle),
}

/** A server that listens in a simulated network. */
export const simulatedServerType: HandleType = {
  ...tcpServerType,
  isOpen: (resource) => askServer(resource, tcpServerType.isOpen) === true,
  isReferenced: (resource) => findServerHandle(resource)?.hasRef() === true,
  isClosing: (resource) => {
    const handle = findServerHandle(resource)
    return handle !== undefined && findOwner(handle)?.listening === false
  },
  describe: (resource) => askServer(resource, tcpServerType.describe) ?? 'TCP server',
  remedy: (resource) => askServer(resource, tcpServerType.remedy) ?? 'server.close()',
  close: (resource) => askServer(resource, tcpServerType.close),
}

function askServer<T>(resource: object, ask: (handle: NativeHandle) => T): T | undefined {
  const handle = findServerHandle(resource)
  return handle === undefined || isGone(handle) ? undefined : ask(handle)
}
