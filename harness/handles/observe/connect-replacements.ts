import net from 'node:net'
import { findCallInProgress } from './call-in-progress.ts'
import { findFetch, rememberCall } from './call-sites.ts'
import type { Observation } from './observation.ts'
import { isFetchConnect } from '../../platform/http-client.ts'
import type { Replacement } from '../../platform/replace-functions.ts'
import { markWatching } from '../../stack/script-owner.ts'

markWatching(import.meta.url)

/** The client that `fetch` and `WebSocket` are made of goes through 30 frames before it connects. */
const CLIENT_FRAMES = 60

interface ConnectOptions {
  readonly host?: unknown
  readonly port?: unknown
  readonly path?: unknown
  readonly family?: unknown
  readonly localAddress?: unknown
  readonly autoSelectFamily?: unknown
}

/**
 * What observes `listen()` and `connect()`, whose handles may be opened later: that of a server when
 * its host name is looked up, that of a socket when the first address it tried has failed.
 */
export function createConnectReplacements(observation: Observation): Replacement[] {
  return [
    {
      target: net.Server.prototype,
      key: 'listen',
      wrap: (original) =>
        function listen(...args) {
          const result = Reflect.apply(original, this, args)
          const server = this as net.Server
          if (!server.listening) rememberCall(server, observation.captureCall())
          return result
        },
    },
    {
      target: net.Socket.prototype,
      key: 'connect',
      wrap: (original) =>
        function connect(...args) {
          const result = Reflect.apply(original, this, args)
          const call = findCallInProgress()
          const options = findOptions(args)
          const socket = this as net.Socket
          if (call !== undefined) rememberCall(socket, call)
          else if (isFetchConnect(options)) {
            const { host, port } = options
            const fetch = findFetch(String(host), String(port))
            rememberCall(socket, observation.captureCall(CLIENT_FRAMES), fetch)
          } else if (mayTryAgain(options)) rememberCall(socket, observation.captureCall())
          return result
        },
    },
  ]
}

/** The options of `connect(options)`, `connect(port, host)`, `connect(path)`. */
function findOptions([first, second]: unknown[]): ConnectOptions {
  // Node's own functions hand over what they have parsed: an array of options and listener.
  const options: unknown = Array.isArray(first) ? first[0] : first
  if (typeof options === 'object' && options !== null) return options
  return Number.isNaN(Number(options))
    ? { path: options }
    : { port: options, host: typeof second === 'string' ? second : undefined }
}

/** Whether a host name may lead to several addresses, each of which is tried with a new handle. */
function mayTryAgain(options: ConnectOptions): boolean {
  const { host = 'localhost', path, family, localAddress } = options
  const { autoSelectFamily = net.getDefaultAutoSelectFamily() } = options
  return (
    autoSelectFamily === true &&
    (path === undefined || path === null) &&
    net.isIP(String(host)) === 0 &&
    localAddress === undefined &&
    family !== 4 &&
    family !== 6
  )
}
