import { real } from '../platform/real-time.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** No stack at all. */
export const NONE = 0

/** How many frames say who set a timer, and not the way there: a third of what all of them cost. */
export const CALLER = 1

/** How many whole stacks of timers may be taken at once. */
const MOST = 64

/** How many more for each millisecond that has gone by: less than a percent of the time. */
const PER_MS = 2

/** How many timers go without a whole stack before the time is looked at, which is not free either. */
const REFILL_EVERY = 16

/**
 * How many whole stacks of timers are taken beyond those that each scope has for itself. Those that
 * set few timers have them all; those that set thousands would take much longer with them.
 */
export class TimerStacks {
  #left = MOST
  #refused = 0
  #refilledAtMs = real.performanceNow()

  /** Whether one more may be taken. */
  spend(): boolean {
    if (this.#left > 0) {
      this.#left -= 1
      return true
    }
    this.#refused += 1
    if (this.#refused % REFILL_EVERY === 0) this.#refill()
    return false
  }

  #refill(): void {
    const nowMs = real.performanceNow()
    const refill = Math.floor((nowMs - this.#refilledAtMs) * PER_MS)
    if (refill > 0) this.#refilledAtMs = nowMs
    this.#left = Math.min(refill, MOST)
  }
}
