import { real } from '../../platform/real-time.ts'
import type { TimeSource } from '../../clock/time-source.ts'
import { DAY_MS } from '../../text/format-ms.ts'
import { beginTrialDay, endTrialDay } from '../../rig/one-process.ts'
import { ScheduleTimers } from './schedule-timers.ts'

/** The time of an exploration: one for all its schedules, since installing one costs more than a schedule. */
export class ExploreTime implements TimeSource {
  readonly timers: ScheduleTimers
  readonly #startMs: number
  readonly #performanceStartMs = Math.ceil(real.performanceNow())
  readonly #hrtimeStartNs = real.hrtime.bigint()
  readonly #uptimeStartS = real.uptime()
  #scheduleStartMs: number

  constructor() {
    this.#startMs = beginTrialDay(real.Date.now())
    this.#scheduleStartMs = this.#startMs
    this.timers = new ScheduleTimers(this.#startMs)
  }

  /** Whole milliseconds since the schedule began. */
  get elapsedMs(): number {
    return this.timers.nowMs - this.#scheduleStartMs
  }

  /**
   * Forgets all timers and begins the next schedule at a later midnight (UTC): what is aligned to the
   * wall clock behaves alike in every schedule, and time never runs backwards for what a module keeps.
   */
  startSchedule(): void {
    this.#scheduleStartMs += Math.ceil((this.elapsedMs + 1) / DAY_MS) * DAY_MS
    this.timers.reset(this.#scheduleStartMs)
  }

  /** Once it is over: what comes next begins later. */
  end(): void {
    endTrialDay(this.timers.nowMs - this.#startMs)
  }

  performanceNow(): number {
    return this.#performanceStartMs + this.timers.nowMs - this.#startMs
  }

  hrtimeNs(): bigint {
    return this.#hrtimeStartNs + BigInt(this.timers.nowMs - this.#startMs) * 1_000_000n
  }

  uptimeS(): number {
    return this.#uptimeStartS + (this.timers.nowMs - this.#startMs) / 1000
  }
}
