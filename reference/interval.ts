import { inspect } from 'node:util'

import { checkNumber, MAX_TIMER_MS } from './check-arguments.ts'
import type { TickSource } from './tick-source.ts'

/** What happens to ticks that nobody was waiting for; see {@link Interval}. */
export type MissedTicks = 'burst' | 'delay' | 'skip'

export interface IntervalOptions {
  /** Milliseconds between two ticks, 0.001 to 2147483647. May be a fraction. */
  periodMs: number
  /** Default: `burst`. */
  missedTicks?: MissedTicks | undefined
}

const POLICIES: ReadonlySet<MissedTicks> = new Set(['burst', 'delay', 'skip'])
const MIN_PERIOD_MS = 0.001
/** A tick that is late by no more than this is on time for `delay`: timers are not exact. */
const LATENESS_TOLERANCE_MS = 5
/** Far below the resolution of the clock, far above the rounding of its sums. */
const EPSILON = 1e-6

/**
 * Ticks at a fixed rate, for one loop that awaits one tick after the other.
 *
 * The first tick comes one period after creation. Time is the monotonic clock. Node's timers are
 * clamped to 1 ms, so a waiting loop wakes up at most once per millisecond: below that, and whenever
 * a run takes longer than the period, ticks are missed. With a period of 10 ms, a first
 * run of 35 ms, and each `r` a later run:
 *
 * ```text
 * due      10        20        30        40        50        60        70        80        90
 * burst    [=================================] rrr r         r         r         r         r
 * delay    [=================================] r         r         r         r         r
 * skip     [=================================] r   r         r         r         r         r
 * ```
 *
 * `burst` makes up every missed tick, as fast as timers go; `delay` starts a new rate at a tick that
 * is more than 5 ms late; `skip` gives one late tick and stays on the grid. The terms are tokio's.
 *
 * @example
 * ```ts
 * const interval = new Interval({ periodMs: 1000, missedTicks: 'skip' })
 * while (await interval.tick(stop)) await run()
 * ```
 */
export class Interval implements TickSource {
  readonly #missedTicks: MissedTicks
  #periodMs: number
  /** Tick number n is due at `#originMs + n * #periodMs`; no sums that would gather rounding errors. */
  #originMs: number = performance.now()
  #next = 1
  #skippedTicks = 0
  #isSuspended = false
  /** A tick that was asked for while nobody waited. */
  #isFired = false
  #waiting: { stop: AbortSignal; resolve: (isTick: boolean) => void } | undefined
  #timer: ReturnType<typeof setTimeout> | undefined

  /** @throws {TypeError} when an option is out of range */
  constructor(options: IntervalOptions) {
    const { periodMs, missedTicks = 'burst' } = options
    checkNumber('periodMs', periodMs, MIN_PERIOD_MS, MAX_TIMER_MS)
    if (!POLICIES.has(missedTicks)) {
      throw new TypeError(
        `Expected \`missedTicks\` to be 'burst', 'delay' or 'skip', got ${inspect(missedTicks)}`,
      )
    }
    this.#periodMs = periodMs
    this.#missedTicks = missedTicks
  }

  /** How many ticks the policy `skip` has left out. */
  get skippedTicks(): number {
    return this.#skippedTicks
  }

  /**
   * Waits for the next tick: true at the tick, false as soon as `stop` is aborted (STOP-08).
   *
   * A tick that is due already comes 1 ms later: a loop that is always late must not starve the
   * event loop. No timer and no listener is left on any path (LEAK-01, LEAK-03).
   *
   * @throws {Error} when a tick is being waited for already
   */
  tick(stop: AbortSignal): Promise<boolean> {
    if (this.#waiting !== undefined) {
      throw new Error('Expected one tick() at a time: await the previous one first')
    }
    if (stop.aborted) return Promise.resolve(false)
    return new Promise((resolve) => {
      this.#waiting = { stop, resolve }
      stop.addEventListener('abort', this.#onStop)
      this.#arm()
    })
  }

  /**
   * Changes the period at once, also for a loop that is waiting: the next tick comes one new period
   * after this call, or after {@link resume}.
   *
   * @throws {TypeError} when `periodMs` is out of range
   */
  setPeriod(periodMs: number): void {
    checkNumber('periodMs', periodMs, MIN_PERIOD_MS, MAX_TIMER_MS)
    this.#periodMs = periodMs
    this.#startAt(performance.now())
    this.#arm()
  }

  /** No tick is due until {@link resume}; a waiting loop goes on waiting, without a timer. */
  suspend(): void {
    this.#isSuspended = true
    this.#arm()
  }

  /** Ends {@link suspend}: the next tick comes one period after this call. */
  resume(): void {
    if (!this.#isSuspended) return
    this.#isSuspended = false
    this.#startAt(performance.now())
    this.#arm()
  }

  /**
   * One tick now, also when suspended; the others come as they are due. While no loop waits, it is
   * kept for the next {@link tick}, once, however often it was asked for.
   */
  fire(): void {
    if (this.#waiting === undefined) this.#isFired = true
    else this.#finish(true)
  }

  #startAt(originMs: number): void {
    this.#originMs = originMs
    this.#next = 1
  }

  #dueMs(): number {
    return this.#originMs + this.#next * this.#periodMs
  }

  #arm(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#waiting === undefined || (this.#isSuspended && !this.#isFired)) return
    const remainingMs = this.#isFired ? 0 : this.#dueMs() - performance.now()
    this.#timer = setTimeout(this.#onTimer, Math.max(1, Math.ceil(remainingMs - EPSILON)))
  }

  readonly #onTimer = (): void => {
    const lateMs = performance.now() - this.#dueMs()
    // One run serves a fired tick and one that came due meanwhile. A timer may be early by less
    // than 1 ms, so without a fired tick the wake-up is the tick, whatever the clock says.
    if (!this.#isFired || (lateMs >= 0 && !this.#isSuspended)) this.#advance(Math.max(0, lateMs))
    this.#isFired = false
    this.#finish(true)
  }

  #advance(lateMs: number): void {
    const missed = Math.floor(lateMs / this.#periodMs + EPSILON)
    if (this.#missedTicks === 'delay' && lateMs > LATENESS_TOLERANCE_MS) {
      this.#startAt(performance.now())
    } else if (this.#missedTicks === 'skip') {
      this.#skippedTicks += missed
      this.#next += 1 + missed
    } else {
      this.#next += 1
    }
  }

  readonly #onStop = (): void => this.#finish(false)

  #finish(isTick: boolean): void {
    const waiting = this.#waiting
    this.#waiting = undefined
    this.#arm()
    waiting?.stop.removeEventListener('abort', this.#onStop)
    waiting?.resolve(isTick)
  }
}
