/**
 * @touches `http.Agent.prototype.addRequest()` and `createSocket()`, and what the client behind `fetch()`
 * passes to `net.connect()`
 * @test a method that is missing is not replaced
 * @fallback a socket that an agent opens later is reported without the line of the request
 */
// Loaded here, although few workers need it: Node's servers keep the timer functions that they find when
// they are loaded, and these must be Node's own. Otherwise a clock would move their time-outs as the task's.
import http, { type ClientRequest } from 'node:http'
import type { Method, Replacement } from './patch.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/**
 * Lists what replaces the two methods through which every request of an agent gets its socket.
 *
 * @param onWait told of a request that has to wait for a socket to come free
 * @param onCreate runs what opens a socket for a request
 */
export function replaceAgentMethods(
  onWait: (request: ClientRequest) => void,
  onCreate: (request: ClientRequest, create: () => unknown) => unknown,
): Replacement[] {
  const target = http.Agent.prototype
  const wrapAdd = (original: Method): Method =>
    function addRequest(...args) {
      const result = Reflect.apply(original, this, args)
      const [request] = args as [ClientRequest]
      const waiting = Object.values((this as http.Agent).requests)
      if (waiting.some((requests) => requests?.includes(request))) onWait(request)
      return result
    }
  const wrapCreate = (original: Method): Method =>
    function createSocket(...args) {
      return onCreate(args[0] as ClientRequest, () => Reflect.apply(original, this, args))
    }
  return [
    { target, key: 'addRequest', wrap: wrapAdd },
    { target, key: 'createSocket', wrap: wrapCreate },
  ]
}

/** Whether options of `net.connect()` come from the client behind `fetch()`. */
export function isFetchConnect(options: object): boolean {
  return 'highWaterMark' in options && 'localAddress' in options && 'path' in options
}
