import type { Clock, EscapedTimer, PendingTimer } from '../clock/clock.ts'
import { checkForeignTimers } from '../clock/foreign-timers.ts'
import { real } from '../platform/real-time.ts'

/** Turns of the event loop after which nothing is runnable that needs no time. */
const TURNS = 3

/** The clock of a trial in real time: it tells the time and drains, and moves nothing. */
export class RealClock implements Clock {
  readonly #startMs = real.performanceNow()
  readonly nextDueInMs: undefined
  readonly nextTimerInMs: undefined

  /** @throws {ClockError} when somebody's fake timers are installed */
  constructor() {
    checkForeignTimers()
  }

  /** Whole milliseconds since the trial began. */
  get nowMs(): number {
    return Math.floor(real.performanceNow() - this.#startMs)
  }

  async drain(): Promise<void> {
    for (let turn = 0; turn < TURNS; turn += 1)
      await new Promise((resolve) => real.setImmediate(resolve))
  }

  async advance(): Promise<void> {
    await this.drain()
  }

  async jump(): Promise<void> {
    await this.drain()
  }

  async next(): Promise<boolean> {
    await this.drain()
    return false
  }

  /** None: the census notes native timers. */
  pending(): PendingTimer[] {
    return []
  }

  escapes(): EscapedTimer[] {
    return []
  }

  restore(): void {}

  [Symbol.dispose](): void {}
}
