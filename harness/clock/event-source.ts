/**
 * What happens in virtual time beside the timers, in a queue of its own: the events of a simulated
 * network. Whoever moves time runs them in order with the timers; at the same instant the timers come
 * first, as in a turn of the event loop.
 */
export interface EventSource {
  /** On the wall clock in milliseconds, when the next event is due; it may have passed. */
  readonly nextDueMs: number | undefined
  /** Whether the next event is the doing of a host, which the task learns of only later. */
  readonly isNextPeers: boolean
  /** Runs the next event, in a turn of its own. What its callbacks throw comes through. */
  fireNext(): void
  /**
   * Makes the timer that the client behind `fetch()` hangs all its time-outs on, and keeps for good.
   *
   * @returns undefined for any other
   */
  createTimer(callback: unknown, delayMs: unknown): object | undefined
}
