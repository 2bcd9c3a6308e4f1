import { real } from '../platform/real-time.ts'
import { TimerQueue } from './timer-queue.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** What the stand-ins ask of an installed clock: its timers, and every reading of its time. */
export class VirtualTime {
  readonly timers: TimerQueue
  readonly #startMs: number
  // Monotonic clocks go on from the real reading: a difference taken across install is never negative.
  // Whole milliseconds, so that rounding does not differ from one clock to the next.
  readonly #performanceStartMs = Math.ceil(real.performanceNow())
  readonly #hrtimeStartNs = real.hrtime.bigint()
  readonly #uptimeStartS = real.uptime()

  /** @param startMs whole milliseconds since the epoch */
  constructor(startMs: number, traceTimers: boolean) {
    this.#startMs = startMs
    this.timers = new TimerQueue(startMs, traceTimers)
  }

  get elapsedMs(): number {
    return this.timers.nowMs - this.#startMs
  }

  performanceNow(): number {
    return this.#performanceStartMs + this.elapsedMs
  }

  hrtimeNs(): bigint {
    return this.#hrtimeStartNs + BigInt(this.elapsedMs) * 1_000_000n
  }

  uptimeS(): number {
    return this.#uptimeStartS + this.elapsedMs / 1000
  }
}
