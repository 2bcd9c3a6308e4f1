import type { NetworkLogEntry, Stamp } from './event-log.ts'
import type { NetworkError } from './network-error.ts'
import type { Network, NetworkSetup } from '../model/network.ts'

/** A network that is installed, as whoever installed it sees it. */
export interface SimulatedNetwork extends Network {
  /** What handlers of the setup have done wrong, oldest first. */
  readonly errors: readonly NetworkError[]
  /**
   * Has more hosts answer, or known ones otherwise.
   *
   * @throws {NetworkError} when the hosts are none, or something else than hosts is in `setup`
   */
  answer(setup: NetworkSetup): void
  /** What has happened, oldest first; of more than 20,000 entries the oldest are dropped. */
  log(): readonly NetworkLogEntry[]
  /**
   * Has `listener` told of every entry from now on, and whoever was told before no more.
   *
   * @param stamp tells when something is begun, for the entries that tell of it later
   */
  follow(listener: ((entry: NetworkLogEntry) => void) | undefined, stamp?: Stamp): void
  /**
   * Begins again as on the first day: connections and servers are closed, faults healed, the records
   * emptied, and what Node's own clients share is renewed. To be called from a macrotask, while virtual time is installed: what closes then runs at
   * once.
   */
  reset(): void
  /**
   * Removes it, at once: whatever was replaced is put back. Fulfils when pooled connections and those
   * of servers have closed, too. Whoever else waits for an answer is not told that none will come.
   */
  close(): Promise<void>
}
