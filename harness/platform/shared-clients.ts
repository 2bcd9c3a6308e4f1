/**
 * @touches `http.globalAgent` and `https.globalAgent`, `_sessionCache` of the latter and
 * `totalSocketCount` of both, the dispatchers of `fetch()` at `Symbol.for('undici.globalDispatcher.1')` and `.2`
 * @test the class of a dispatcher and the fields of the cache are checked
 * @fallback a connection that a client keeps for its next request outlives the network
 */
import http from 'node:http'
import https from 'node:https'
import { performance } from 'node:perf_hooks'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

const DISPATCHERS: readonly symbol[] = [
  'undici.globalDispatcher.1',
  'undici.globalDispatcher.2',
].map((name) => Symbol.for(name))

/** Those that requests use unless told otherwise. */
const AGENTS: readonly http.Agent[] = [http.globalAgent, https.globalAgent]

/**
 * Gives `fetch()` a client of its own, and the global agents an empty pool: connections from before are
 * not used, and those from now on end with it. A dispatcher that a user has set stays.
 *
 * @returns puts the former ones back
 */
export function takeSharedState(): () => void {
  const before = DISPATCHERS.map((key) => [key, Reflect.get(globalThis, key) as unknown] as const)
  renewDispatchers()
  const idle = AGENTS.map((agent) => [agent, agent.freeSockets] as const)
  for (const [agent] of idle) Object.assign(agent, { freeSockets: createDictionary() })
  return () => {
    renewSharedState()
    for (const [agent, freeSockets] of idle) Object.assign(agent, { freeSockets })
    for (const [key, dispatcher] of before)
      if (dispatcher !== undefined) Reflect.set(globalThis, key, dispatcher)
  }
}

/** Has the clients that a process shares begin again: no connections, no sessions, no records. */
export function renewSharedState(): void {
  renewDispatchers()
  for (const agent of AGENTS) {
    for (const sockets of Object.values(agent.freeSockets))
      for (const socket of sockets ?? []) socket.destroy()
    // A request that is under way would fail with an error that nobody listens for.
    Object.assign(agent, { sockets: createDictionary(), requests: createDictionary() })
    if ('totalSocketCount' in agent) agent.totalSocketCount = 0
  }
  const { _sessionCache: sessions } = https.globalAgent as {
    _sessionCache?: { list?: unknown[]; map?: object }
  }
  if (Array.isArray(sessions?.list)) Object.assign(sessions, { list: [], map: {} })
  // From 250 records on, each request would make an immediate of its own.
  performance.clearResourceTimings()
}

function createDictionary(): object {
  return Object.create(null) as object
}

function renewDispatchers(): void {
  for (const key of DISPATCHERS) {
    const dispatcher: unknown = Reflect.get(globalThis, key)
    if (typeof dispatcher !== 'object' || dispatcher === null) continue
    const { constructor: Agent } = dispatcher as { constructor: Function }
    if (Agent.name === 'Agent')
      Reflect.set(globalThis, key, new (Agent as unknown as new () => object)())
  }
}
