import { formatConnection, NetworkLane } from '../../rig/network-lane.ts'
import type { SimulatedNetwork } from '../../network/simulated-network.ts'
import type { Network } from '../../model/network.ts'
import type { FaultName } from '../plan/operation.ts'
import type { Schedule } from './schedule.ts'

/** Has a fault befall a host. */
export function strike(network: Network | undefined, fault: FaultName, host: string): void {
  if (network === undefined) return
  switch (fault) {
    case 'refuse':
      network.refuse(host)
      return
    case 'silence':
      network.hang(host)
      return
    case 'reset':
      network.resetConnections(host)
      return
    case 'crash':
      network.crash(host)
      return
    default:
      network.heal(host)
  }
}

/** Has a schedule told what happens in a network. */
export function follow(network: SimulatedNetwork, { journal, sentLog }: Schedule): void {
  const lane = journal.isTracing ? new NetworkLane(network, journal) : undefined
  network.follow((entry) => {
    lane?.note(entry)
    sentLog.note(entry)
  }, sentLog.stamp)
}

/** What is open and not on its way out, in words. Pools of Node keep what they have. */
export function listConnections(network: Network | undefined): readonly string[] {
  if (network === undefined) return []
  return network
    .connections()
    .filter(({ isPooled, state }) => !isPooled && state !== 'closing')
    .map(formatConnection)
}
