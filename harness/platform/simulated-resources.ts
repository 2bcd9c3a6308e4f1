import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

const simulated = new WeakSet<object>()
const gone = new WeakSet<object>()
const peers = new WeakSet<object>()
const classes = new WeakMap<object, () => boolean>()

/** Notes that a native request or handle is moved by a simulated network: real time brings it nothing. */
export function markSimulated(resource: object): void {
  simulated.add(resource)
}

/**
 * Notes that every handle of a native class is moved by a simulated network, as long as it is there.
 *
 * @param isActive whether it still is
 */
export function markSimulatedClass(prototype: object, isActive: () => boolean): void {
  classes.set(prototype, isActive)
}

/** Notes that the network of a handle is no more: nobody can close it, and it holds nothing. */
export function markGone(resource: object): void {
  gone.add(resource)
}

/** Whether the network of a handle is no more. */
export function isGone(resource: object): boolean {
  return gone.has(resource)
}

/** Notes that a handle is the end of a host that somebody named: it is nobody's to close. */
export function markPeers(resource: object): void {
  peers.add(resource)
}

/** Whether a handle is the end of a host that somebody named. */
export function isPeers(resource: object): boolean {
  return peers.has(resource)
}

/** Whether a native request or handle is moved by a simulated network, itself or by what it stands on. */
export function isSimulated(resource: object): boolean {
  if (simulated.has(resource)) return true
  if (classes.get(Object.getPrototypeOf(resource) as object)?.() === true) return true
  const { handle } = resource as { handle?: unknown }
  return typeof handle === 'object' && handle !== null && simulated.has(handle)
}
