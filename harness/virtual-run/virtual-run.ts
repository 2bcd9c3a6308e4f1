import type { Clock } from '../clock/clock.ts'
import type { Network, NetworkSetup } from '../model/network.ts'

/** The clock of a run. It moves by itself unless told not to, and ends with the run. */
export interface RunClock extends Omit<Clock, 'restore' | typeof Symbol.dispose> {
  /**
   * Whether time moves to the next timer by itself when nothing else is left to do. Set it to `false` to
   * move time by hand for a while. Default: the option of the run.
   */
  autoAdvance: boolean
}

/** The argument of the body of {@link runVirtual}. */
export interface VirtualRun {
  /** The clock. It moves by itself, and can be stopped and moved by hand. */
  readonly clock: RunClock
  /**
   * The simulated network, for its faults and connections.
   *
   * @throws {NetworkError} when the run was given no option `network`
   */
  readonly network: Network
}

/** Options of {@link runVirtual}. */
export interface VirtualRunOptions {
  /** The value of `Date.now()` at the start, in milliseconds, finite and >= 0. Default: the real time. */
  startMs?: number
  /**
   * The hosts of a simulated network, see {@link NetworkSetup}; `{}` for servers of the body only.
   * Default: the network is real.
   */
  network?: NetworkSetup
  /** Whether time moves by itself from the start. Default: true. */
  autoAdvance?: boolean
  /** How many timers may fire in a row while the body makes no progress. Default: 5,000. */
  maxIdleFires?: number
  /** How many timers may fire in all. Default: 1,000,000. */
  maxFires?: number
  /** How many microtasks and ticks may run without a turn of the event loop. Default: 1,000,000. */
  maxJobs?: number
  /**
   * How long to wait before a deadlock is declared, in real milliseconds, if the body used something that
   * does not show whether it is working. Default: 100.
   */
  confirmMs?: number
  /**
   * After how many real milliseconds a run that is still going warns what it is waiting for. Default:
   * 3,000.
   */
  noticeMs?: number
}
