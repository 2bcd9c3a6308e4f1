// network/ is a network in memory and in virtual time, under Node's own net, tls, http and dns: only the native
// handles are replaced, so packages run unmodified.
//
// What is where:
//   create-network.ts   the door: installs a network, and has its methods
//   model/network.ts    (not here) what users see: the setup, the faults, netstat
//   simulated-network.ts  what whoever installs a network sees beside that
//   installed-network.ts  puts it under Node's modules, and takes it away
//   fetch-network.ts    the same for fetch() only, by hand
//   parse-setup.ts      reads who answers where; services.ts and request-service.ts answer
//   hosts.ts, host.ts   names, addresses, and what is wrong with the way to a host
//   transport.ts        SYN, packets, latency, resets; connection.ts is one connection, tcp-end.ts one end of it
//   listeners.ts        the servers and the ports of this process
//   name-server.ts      answers look-ups
//   datagrams.ts        UDP; certificate.ts is what hosts show over https
//   network-queue.ts    what is going to happen, beside the timers: whoever moves time runs it
//   event-log.ts        what has happened: the lane of a timeline; request-log.ts has the requests
//
// Who connects it to something else needs four things. `createNetwork()` may be called before or after a clock is
// installed, and works while one is; `close()` removes everything at any time. `reset()` begins again between
// schedules. Whoever moves time without a `Clock` runs `installed.events` (clock/stand-in.ts) in order with its
// timers. `connections()`, `requests()`, `log()` and `errors` are for judges and timelines.

import { findNetworkInternals } from '../platform/network-internals.ts'
import { markWatching } from '../stack/script-owner.ts'
import { FetchNetwork } from './fetch-network.ts'
import { InstalledNetwork } from './installed-network.ts'
import { NetworkError } from './network-error.ts'
import type { NetworkSetup } from '../model/network.ts'
import { parseSetup } from './parse-setup.ts'
import type { SimulatedNetwork } from './simulated-network.ts'

markWatching(import.meta.url)

/** The network that is installed, if any. */
let current: SimulatedNetwork | undefined

/**
 * Creates a simulated network and installs it at once, until it is closed. It works while a virtual
 * clock is installed; without one everything is real.
 *
 * @param options.isOpen whether hosts that nobody named are left to the real network. Default: false
 * @throws {NetworkError} when the setup is none, another network is installed, or this runtime lacks
 * what the simulation needs
 *
 * @example
 * ```ts
 * using clock = createClock()
 * const network = createNetwork({ 'api.test': () => Response.json({ jobs: [] }) })
 * network.hang('api.test')
 * ```
 */
export function createNetwork(
  setup: NetworkSetup = {},
  { isOpen = false }: { isOpen?: boolean } = {},
): SimulatedNetwork {
  const parsed = parseSetup(setup)
  if (current !== undefined) {
    throw new NetworkError(
      'NETWORK_INSTALLED',
      'A simulated network is already installed, and there can be only one. Call close() on it first.',
    )
  }
  const onClosed = (): void => {
    current = undefined
  }
  if (parsed.level === 'fetch') {
    current = new FetchNetwork(parsed, onClosed)
    return current
  }
  const internals = findNetworkInternals()
  if ('missing' in internals) {
    throw new NetworkError(
      'NETWORK_UNSUPPORTED',
      `The network cannot be simulated: this runtime lacks ${internals.missing}. ` +
        "Use network: { level: 'fetch' }, which answers fetch() only, or network: 'real'.",
    )
  }
  current = new InstalledNetwork(parsed, internals, { isOpen, onClosed })
  return current
}
