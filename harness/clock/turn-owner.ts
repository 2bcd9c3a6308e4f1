import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

let isPeers = false

/**
 * Whether the macrotask that runs is one of a host of a simulated network: what is made in it is none
 * of the task's. Hosts and task talk by packets only, so no macrotask belongs to both.
 */
export function isPeersTurn(): boolean {
  return isPeers
}

/** A macrotask begins. */
export function beginTurn(ofPeer: boolean): void {
  isPeers = ofPeer
}
