import http2 from 'node:http2'
import { runInCall } from './call-in-progress.ts'
import { findCall, rememberCall, rememberFetch } from './call-sites.ts'
import type { Observation } from './observation.ts'
import { replaceAgentMethods } from '../../platform/http-client.ts'
import type { Method, Replacement } from '../../platform/replace-functions.ts'
import { markWatching } from '../../stack/script-owner.ts'

markWatching(import.meta.url)

/**
 * What observes requests whose sockets are opened later: those that wait in an agent for a socket to
 * come free, those of `fetch`, and the sessions of HTTP/2.
 */
export function createHttpReplacements(observation: Observation): Replacement[] {
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
