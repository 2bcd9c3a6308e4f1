import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/**
 * What happens in virtual time beside the timers, in a queue of its own: the events of a simulated
 * network, and looks at files that are watched. Whoever moves time runs them in order with the timers; at the same instant the timers come
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
  /** Ends what an earlier clock has left: another one is being installed. */
  endForgotten?(): void
}

/** Several of them as one, in the order of their events. */
export class MergedEvents implements EventSource {
  readonly #sources: readonly EventSource[]

  constructor(sources: readonly EventSource[]) {
    this.#sources = sources
  }

  get nextDueMs(): number | undefined {
    return this.#next?.nextDueMs
  }

  get isNextPeers(): boolean {
    return this.#next?.isNextPeers === true
  }

  fireNext(): void {
    this.#next?.fireNext()
  }

  createTimer(callback: unknown, delayMs: unknown): object | undefined {
    for (const source of this.#sources) {
      const timer = source.createTimer(callback, delayMs)
      if (timer !== undefined) return timer
    }
    return undefined
  }

  get #next(): EventSource | undefined {
    let [next] = this.#sources
    for (const source of this.#sources)
      if ((source.nextDueMs ?? Infinity) < (next?.nextDueMs ?? Infinity)) next = source
    return next
  }
}
