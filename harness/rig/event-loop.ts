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

/**
 * Lets real time pass, at most `limitMs`, until `isDone`: for subjects that wait for I/O, workers or
 * children, which no virtual clock moves. Virtual time stands still meanwhile.
 */
export async function waitForReality(
  clock: Clock,
  isDone: () => boolean,
  limitMs: number,
): Promise<void> {
  const deadline = real.performanceNow() + limitMs
  while (!isDone() && real.performanceNow() < deadline) {
    await new Promise<void>((resolve) => real.setTimeout(resolve, 1))
    await clock.drain()
  }
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
    const startMs = real.performanceNow()
    await waitForReality(this.#clock, () => !this.#census.hasRequests, this.#leftMs)
    // What has ended shows that it does not hang.
    if (this.#census.hasRequests) this.#leftMs -= real.performanceNow() - startMs
  }
}
