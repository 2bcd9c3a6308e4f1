import type { Clock } from '../clock/clock.ts'
import type { Network, NetworkSetup } from '../model/network.ts'

/** The clock of a run: it moves by itself unless told not to, and ends with the run. */
export interface RunClock extends Omit<Clock, 'restore' | typeof Symbol.dispose> {
  /**
   * Whether time goes to the next timer by itself when nothing else is left to do. Set it to `false`
   * to move by hand for a while. Default: the option of the run.
   */
  autoAdvance: boolean
}

/** What the body of {@link runVirtual} is given. */
export interface VirtualRun {
  /** The clock, which moves by itself; it can be stopped, and moved by hand. */
  readonly clock: RunClock
  /**
   * The simulated network, with its faults.
   *
   * @throws {NetworkError} when the run has none: it is an option
   */
  readonly network: Network
}

/** Options of {@link runVirtual}. */
export interface VirtualRunOptions {
  /** `Date.now()` at the start, in milliseconds, finite and >= 0. Default: the real now. */
  startMs?: number
  /**
   * Who answers in a simulated network, see {@link NetworkSetup}; `{}` for servers of the body only.
   * Default: the network is real.
   */
  network?: NetworkSetup
  /** Whether time moves by itself from the start. Default: true. */
  autoAdvance?: boolean
  /** Timers that may fire, one after the other, while the body stays where it is. Default: 5,000. */
  maxIdleFires?: number
  /** Timers that may fire in all. Default: 1,000,000. */
  maxFires?: number
  /** Microtasks and ticks that may run without a turn of the event loop. Default: 1,000,000. */
  maxJobs?: number
  /**
   * Real milliseconds to wait, where something was used that does not tell whether it is at work,
   * before a deadlock is declared. Default: 100.
   */
  confirmMs?: number
  /** Real milliseconds after which a run that goes on says, as a warning, what it is at. Default: 3,000. */
  noticeMs?: number
}
