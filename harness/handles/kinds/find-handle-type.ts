import type { HandleType } from '../../model/handle-type.ts'
import {
  pipeServerType,
  pipeType,
  tcpServerType,
  tcpSocketType,
  udpSocketType,
} from './network-types.ts'
import {
  childProcessType,
  messagePortType,
  pollingWatcherType,
  watcherType,
  workerType,
} from './system-types.ts'

/**
 * The handles that async hooks show, by the type of their async resource. Timers, immediates and
 * DNS queries are told apart by more than that; files and listeners are seen by observers.
 */
const NATIVE_TYPES: ReadonlyMap<string, HandleType> = new Map<string, HandleType>([
  ['TCPSERVERWRAP', tcpServerType],
  ['PIPESERVERWRAP', pipeServerType],
  ['TCPWRAP', tcpSocketType],
  ['PIPEWRAP', pipeType],
  ['UDPWRAP', udpSocketType],
  ['FSEVENTWRAP', watcherType],
  ['STATWATCHER', pollingWatcherType],
  ['PROCESSWRAP', childProcessType],
  ['WORKER', workerType],
  ['MESSAGEPORT', messagePortType],
])

/** What kind of native handle an async resource is; `undefined` for everything that is none. */
export function findNativeType(asyncType: string): HandleType | undefined {
  return NATIVE_TYPES.get(asyncType)
}
