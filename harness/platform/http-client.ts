/**
 * @touches `http.Agent.prototype.addRequest()` and `createSocket()`, and what the client behind `fetch()`
 * hands to `net.connect()`
 * @test a method that is missing is not replaced
 * @fallback a socket that an agent opens later is reported without the line of the request
 */
import type { Agent, ClientRequest } from 'node:http'
import process from 'node:process'
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
  // Not imported: from Node 22 on that would load all that is behind `fetch()`, into every worker.
  const target = process.getBuiltinModule('node:http').Agent.prototype
  const wrapAdd = (original: Method): Method =>
    function addRequest(...args) {
      const result = Reflect.apply(original, this, args)
      const [request] = args as [ClientRequest]
      const waiting = Object.values((this as Agent).requests)
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
