import fs from 'node:fs'
import http2 from 'node:http2'
import net from 'node:net'
import type { HandleSink } from '../../model/handle-type.ts'
import { findExecutionResource } from '../../platform/async-context.ts'
import { isFetchConnect, replaceAgentMethods } from '../../platform/http-client.ts'
import { findNativeHandle } from '../../platform/native-handle.ts'
import { type Method, type Replacement, replaceFunctions } from '../../platform/patch.ts'
import { STACK_FRAMES } from '../../stack/call-sites.ts'
import { markWatching } from '../../stack/script-owner.ts'
import {
  findCall,
  findCallInProgress,
  findFetch,
  forgetFetches,
  rememberCall,
  rememberFetch,
  runInCall,
} from './remembered-calls.ts'
import { Observation, observeOnce } from './observation.ts'

markWatching(import.meta.url)

/**
 * Observes the calls for which Node opens handles later, when the user's frames have left the stack,
 * so that `findCallSite()` can tell them. Where the handle is opened within the call, no stack is
 * taken.
 *
 * @returns puts back what was there before
 * @throws {Error} when calls are being observed already
 */
export const observeCallSites: (sink: HandleSink) => () => void = observeOnce(
  'call sites',
  (sink) => {
    const observation = new Observation(sink)
    const undo = replaceFunctions([
      ...createConnectReplacements(observation),
      ...createHttpReplacements(observation),
      ...createWatchReplacements(observation),
    ])
    return () => {
      undo()
      observation.end()
      forgetFetches()
    }
  },
)

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
function createConnectReplacements(observation: Observation): Replacement[] {
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
            rememberCall(socket, observation.captureCall(STACK_FRAMES.client), fetch)
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

/**
 * What observes requests whose sockets are opened later: those that wait in an agent for a socket to
 * come free, those of `fetch`, and the sessions of HTTP/2.
 */
function createHttpReplacements(observation: Observation): Replacement[] {
  return [
    ...replaceAgentMethods(
      (request) => rememberCall(request, observation.captureCall()),
      (request, create) => {
        const call = findCall(request)
        return call === undefined ? create() : runInCall(call, create)
      },
    ),
    { target: http2, key: 'connect', wrap: wrapHttp2Connect(observation) },
    { target: globalThis, key: 'fetch', wrap: wrapFetch(observation) },
  ]
}

function wrapHttp2Connect(observation: Observation) {
  return (original: Method): Method =>
    function connect(...args) {
      const call = observation.captureCall()
      const session = runInCall(call, () => Reflect.apply(original, this, args))
      rememberCall(session as http2.ClientHttp2Session, call)
      return session
    }
}

function wrapFetch(observation: Observation) {
  return (original: Method): Method =>
    function fetch(...args) {
      const url = findUrl(args[0])
      if (url === undefined) return Reflect.apply(original, this, args)
      const call = observation.captureCall()
      rememberFetch(url.hostname, url.port || DEFAULT_PORTS[url.protocol] || '', call)
      return runInCall(call, () => Reflect.apply(original, this, args))
    }
}

const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' }

/** The address of a `fetch()`, without looking into objects that are not of Node's making. */
function findUrl(input: unknown): URL | undefined {
  if (input instanceof URL) return input
  const text = input instanceof Request ? input.url : input
  return typeof text === 'string' && URL.canParse(text) ? new URL(text) : undefined
}

/**
 * What observes recursive watchers: where the system has none, Node makes one for each folder, and
 * more of them as folders come, each by `fs.watch` from within a callback of another.
 */
function createWatchReplacements(observation: Observation): Replacement[] {
  return [
    {
      target: fs,
      key: 'watch',
      wrap: (original) =>
        function watch(...args) {
          const isRecursive = (args[1] as { recursive?: unknown } | undefined)?.recursive === true
          const call =
            findCallInProgress() ??
            (isRecursive ? observation.captureCall() : findCall(findExecutionResource()))
          if (call === undefined) return Reflect.apply(original, this, args)
          const watcher = runInCall(call, () => Reflect.apply(original, this, args)) as object
          rememberCall(watcher, call)
          // The native handle is what calls back.
          const handle = findNativeHandle(watcher)
          if (handle !== undefined) rememberCall(handle, call)
          return watcher
        },
    },
  ]
}
