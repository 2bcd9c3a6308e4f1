import type { HandleKind, HandleType } from '../../model/handle-type.ts'
import { listCryptoJobs } from '../../platform/handle-hook.ts'
import { NATIVE_BEHAVIOUR, type NativeHandle } from '../../platform/native-handle.ts'
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
import { simulatedServerType, simulatedSocketType } from './simulated-types.ts'
import { timeoutType } from './timer-types.ts'

/**
 * What an async resource is to whoever records handles:
 *
 * - `fleeting`: comes and goes with every statement, or is a timer of the virtual clock
 * - `timer`, `immediate`: made by `setTimeout()` and `setInterval()`, by `setImmediate()`
 * - `handle`: a native handle
 * - `observed`: a native handle that the guard learns of from its observers, with more particulars
 * - `session`: an HTTP/2 session, whose connection is a handle of its own
 * - `request`: work that ends with a callback, and is all that is open meanwhile
 * - `part`: the same, on a handle that is open at least as long: `connect()`, `write()`
 * - `query`, `channel`: a question to a name server, and the resolver that asks it
 * - `codec`: a stream of `node:zlib`, at work for one chunk at a time
 * - `signal`: a listener for a signal
 * - `other`: anything else, from Node, an addon or JavaScript
 */
type ResourceRole =
  | 'fleeting'
  | 'timer'
  | 'immediate'
  | 'handle'
  | 'observed'
  | 'session'
  | 'request'
  | 'part'
  | 'query'
  | 'channel'
  | 'codec'
  | 'signal'
  | 'other'

/** What the type of an async resource tells: one object for each type. */
export interface ResourceKind {
  readonly role: ResourceRole
  /** What is known of a resource that is a handle. */
  readonly type: HandleType | undefined
}

const OTHER: ResourceKind = { role: 'other', type: undefined }

const ROLES: Readonly<Partial<Record<ResourceRole, readonly string[]>>> = {
  fleeting: [
    'TickObject',
    'Microtask',
    'VirtualTimer',
    'SimulatedClose',
    'SimulatedConnect',
    'SimulatedLookup',
    'SimulatedPoll',
    'SimulatedServer',
    'SimulatedTimeout',
    // These move with the socket that they are on, which is a handle of its own.
    'HTTPCLIENTREQUEST',
    'HTTPINCOMINGMESSAGE',
  ],
  immediate: ['Immediate'],
  request: [
    'FSREQCALLBACK',
    'FSREQPROMISE',
    'GETADDRINFOREQWRAP',
    'GETNAMEINFOREQWRAP',
    'FIXEDSIZEBLOBCOPY',
    'WORKERHEAPSNAPSHOT',
    ...listCryptoJobs(),
  ],
  part: [
    'FILEHANDLECLOSEREQ',
    'TCPCONNECTWRAP',
    'PIPECONNECTWRAP',
    'WRITEWRAP',
    'SHUTDOWNWRAP',
    'UDPSENDWRAP',
  ],
  query: ['QUERYWRAP'],
  channel: ['DNSCHANNEL'],
  codec: ['ZLIB'],
  signal: ['SIGNALWRAP'],
}

const HANDLES: readonly (readonly [asyncType: string, ResourceRole, HandleType])[] = [
  ['Timeout', 'timer', { ...timeoutType, name: 'native timer' }],
  ['TCPSERVERWRAP', 'handle', tcpServerType],
  ['PIPESERVERWRAP', 'handle', pipeServerType],
  ['TCPWRAP', 'handle', tcpSocketType],
  ['PIPEWRAP', 'handle', pipeType],
  ['UDPWRAP', 'handle', udpSocketType],
  ['JSSTREAM', 'handle', simulatedSocketType],
  ['SimulatedListener', 'handle', simulatedServerType],
  ['FSEVENTWRAP', 'handle', watcherType],
  ['STATWATCHER', 'handle', pollingWatcherType],
  ['PROCESSWRAP', 'handle', childProcessType],
  ['WORKER', 'handle', workerType],
  ['MESSAGEPORT', 'handle', messagePortType],
  ['HTTP2SESSION', 'session', createType('http2-session', 'HTTP/2 session')],
  ['DIRHANDLE', 'observed', createType('directory', 'directory handle')],
  [
    'FILEHANDLE',
    'observed',
    {
      ...createType('file', 'file handle'),
      isOpen: ({ fd }: NativeHandle) => (fd ?? -1) >= 0,
      close: (handle: NativeHandle) => handle.close?.(),
    },
  ],
]

/** A handle of which no more is known than its name, and whether it is open. */
function createType(kind: HandleKind, name: string): HandleType<NativeHandle> {
  return {
    ...NATIVE_BEHAVIOUR,
    kind,
    name,
    describe: () => name,
    remedy: () => `close the ${name}`,
  }
}

const KINDS: ReadonlyMap<string, ResourceKind> = new Map<string, ResourceKind>([
  ...Object.entries(ROLES).flatMap(([role, asyncTypes]) => {
    const kind: ResourceKind = { role: role as ResourceRole, type: undefined }
    return asyncTypes.map((asyncType): [string, ResourceKind] => [asyncType, kind])
  }),
  ...HANDLES.map(([asyncType, role, type]): [string, ResourceKind] => [asyncType, { role, type }]),
])

/** What an async resource is, by the type that its hook names. */
export function findResourceKind(asyncType: string): ResourceKind {
  return KINDS.get(asyncType) ?? OTHER
}

const REQUEST_NAMES: readonly (readonly [RegExp, string])[] = [
  [/^FS/, 'a request to the file system'],
  [/^(GETADDRINFO|GETNAMEINFO|QUERYWRAP)/, 'a DNS look-up'],
  [/^ZLIB/, 'zlib'],
  [/^(PBKDF2|SCRYPT|RANDOM|HASH|SIGN|CIPHER|KEY|DERIVE|HKDF)/, 'a request to node:crypto'],
]

/** What a message calls a resource that is no handle. */
export function nameRequest(asyncType: string): string {
  const known = REQUEST_NAMES.find(([pattern]) => pattern.test(asyncType))
  return known?.[1] ?? `a request (${asyncType})`
}
