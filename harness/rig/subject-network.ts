import type { Network } from '../model/network.ts'
import { type Subject, SubjectError } from '../model/subject.ts'
import { parseSetup } from '../network/parse-setup.ts'
import { NetworkError } from '../network/network-error.ts'
import { createNetwork } from '../network/create-network.ts'
import type { SimulatedNetwork } from '../network/simulated-network.ts'

/** Whether a subject talks to a network in memory. */
export function isNetworked({ network }: Subject): boolean {
  return network !== undefined && network !== 'real'
}

/** The hosts that a subject names, once each. */
export function listHosts({ network }: Subject): string[] {
  if (network === undefined || network === 'real') return []
  return [...new Set(parseSetup(network).services.map(({ host }) => host))]
}

/** Whether a host of a subject answers requests, and is handed no raw connections. */
export function answersRequests({ network }: Subject, host: string): boolean {
  if (network === undefined || network === 'real') return false
  return parseSetup(network).services.some(
    (service) => service.host === host && service.protocol !== 'raw',
  )
}

/**
 * Installs the network of a subject, beside the clock. Where it names none, servers of this process
 * are in memory all the same, and all hosts outside are real.
 *
 * @param isWanted whether one is of use where the subject names none
 * @throws {NetworkError} when the network that the subject names cannot be had here
 */
export function installNetwork(
  { network, clock }: Subject,
  isWanted: boolean,
): SimulatedNetwork | undefined {
  if (network === 'real' || clock === 'real') return undefined
  if (network !== undefined) return createNetwork(network)
  if (!isWanted) return undefined
  try {
    return createNetwork({}, { isOpen: true })
  } catch (error) {
    // Where it cannot be had, or a test has one of its own, everything is as it is.
    if (error instanceof NetworkError) return undefined
    throw error
  }
}

/**
 * What `create` is given as `network` where the subject names none.
 *
 * @throws {SubjectError} when any of its methods is called
 */
export function createAbsentNetwork({ name }: Subject): Network {
  const refuse = (method: string) => (): never => {
    throw new SubjectError(
      `Cannot call \`network.${method}()\`: subject ${name} has no network. ` +
        "Add `network: { 'api.test': (request) => new Response('ok') }` to it.",
    )
  }
  return {
    latency: refuse('latency'),
    refuse: refuse('refuse'),
    hang: refuse('hang'),
    partition: refuse('partition'),
    slow: refuse('slow'),
    resetConnections: refuse('resetConnections'),
    crash: refuse('crash'),
    restart: refuse('restart'),
    failLookups: refuse('failLookups'),
    heal: refuse('heal'),
    connections: refuse('connections'),
    requests: refuse('requests'),
  }
}
