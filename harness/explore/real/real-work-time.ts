import { makeOwn } from '../../clock/stand-in.ts'
import type { TimerRequest } from '../../clock/virtual-timer.ts'
import { real } from '../../platform/real-time.ts'
import { WORK_TIMER, type WorkTimers } from '../run/schedule-timers.ts'

/** Real time for one schedule: what its log and its work go by. Nothing lands by it. */
export class RealWorkTime implements WorkTimers {
  readonly #startMs = real.performanceNow()
  readonly #pending = new Set<NodeJS.Timeout>()
  readonly #beforeEach: () => void

  /** @param beforeEach called right before a timer of the work fires, which it may take away */
  constructor(beforeEach: () => void) {
    this.#beforeEach = beforeEach
  }

  /** Whole milliseconds since the schedule began. */
  get elapsedMs(): number {
    return Math.floor(real.performanceNow() - this.#startMs)
  }

  get nowMs(): number {
    return this.elapsedMs
  }

  add({ api, callback, delayMs }: TimerRequest): { close(): void } {
    const timer = makeOwn(() =>
      real.setTimeout(() => {
        if (!this.#pending.has(timer)) return
        if (api === WORK_TIMER) this.#beforeEach()
        // What landed there may have taken it away.
        if (this.#pending.delete(timer)) Reflect.apply(callback, undefined, [])
      }, delayMs),
    )
    this.#pending.add(timer)
    return {
      close: () => {
        this.#pending.delete(timer)
        real.clearTimeout(timer)
      },
    }
  }

  /** Takes away what is left. */
  end(): void {
    for (const timer of this.#pending) real.clearTimeout(timer)
    this.#pending.clear()
  }
}
