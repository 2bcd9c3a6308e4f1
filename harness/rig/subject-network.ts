import type { Network } from '../model/network.ts'
import { type Subject, SubjectError } from '../model/subject.ts'
import { parseSetup } from '../network/parse-setup.ts'
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

/** Installs the network that a subject names, beside the clock; undefined where it names none. */
export function installNetwork({ network }: Subject): SimulatedNetwork | undefined {
  return network === undefined || network === 'real' ? undefined : createNetwork(network)
}

/**
 * What `create` is given as `network` where the subject names none.
 *
 * @throws {SubjectError} when any of its methods is called
 */
export function createAbsentNetwork({ name }: Subject): Network {
  const refuse = (method: string) => (): never => {
    throw new SubjectError(
      `Cannot call \`network.${method}()\`: subject ${name} names no network. ` +
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
