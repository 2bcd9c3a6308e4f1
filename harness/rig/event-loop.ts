import type { Clock } from '../clock/create-clock.ts'
import { real } from '../platform/real-time.ts'
import type { HandleCensus } from '../handles/handle-census.ts'

/** Numbers the turns of the event loop in which something of interest happens. */
export class EventLoopTurn {
  #turn = 0
  #isOpen = false

  /** The same number for everything that asks within one turn. */
  get current(): number {
    if (!this.#isOpen) {
      this.#isOpen = true
      this.#turn += 1
      real.setImmediate(() => {
        this.#isOpen = false
      })
    }
    return this.#turn
  }
}

/** What one look at the event loop takes, in real milliseconds, unless the process is suspended meanwhile. */
const LOOK_MS = 10
/** How often a limit may pass in all, whatever the machine or the subject is busy with. */
const MAX_STRETCH = 10

/**
 * Lets real time pass, at most `limitMs`, until `isDone`: for subjects that wait for I/O, workers or
 * children, which no virtual clock moves. Virtual time stands still meanwhile.
 *
 * A busy machine can suspend the process for longer than the limit. The subject cannot use that time
 * either, so it does not count: each look counts as {@link LOOK_MS} at most.
 *
 * @returns the time that has been counted
 */
export async function waitForReality(
  clock: Clock,
  isDone: () => boolean,
  limitMs: number,
): Promise<number> {
  const untilMs = real.performanceNow() + limitMs * MAX_STRETCH
  let countedMs = 0
  while (!isDone() && countedMs < limitMs && real.performanceNow() < untilMs) {
    const startMs = real.performanceNow()
    await new Promise<void>((resolve) => real.setTimeout(resolve, 1))
    await clock.drain()
    countedMs += Math.min(real.performanceNow() - startMs, LOOK_MS)
  }
  return countedMs
}

/** Real milliseconds for which requests of a subject that never end may hold up one trial. */
const REQUESTS_MS = 500

/** Lets the requests in flight (files, look-ups, writes) end before virtual time moves on. */
export class RequestWait {
  readonly #clock: Clock
  readonly #census: HandleCensus
  #leftMs = REQUESTS_MS

  constructor(clock: Clock, census: HandleCensus) {
    this.#clock = clock
    this.#census = census
  }

  /** Waits while anything is in flight; not any more once the time for it is used up. */
  async wait(): Promise<void> {
    if (!this.#census.hasRequests || this.#leftMs <= 0) return
    const isOver = (): boolean => !this.#census.hasRequests
    const countedMs = await waitForReality(this.#clock, isOver, this.#leftMs)
    // What has ended shows that it does not hang.
    if (!isOver()) this.#leftMs -= countedMs
  }
}
