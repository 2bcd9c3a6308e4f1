/** A timer that has not fired yet, ref'd or not. */
export interface PendingTimer {
  kind: 'timeout' | 'interval' | 'immediate'
  /** The function that created it: `setTimeout`, `timers/promises setInterval`, `AbortSignal.timeout`, … */
  api?: string
  /** Virtual milliseconds from now until it fires. */
  dueInMs: number
  /** The delay or period it was created with, clamped as Node clamps it; 0 for an immediate. */
  delayMs: number
  hasRef: boolean
  /** The user's frame that created it: `Heartbeat.start (src/heartbeat.ts:12:20)`. */
  createdAt?: string | undefined
  /** The whole stack of its creation. */
  stack?: string | undefined
}

/** A native timer that was created while the clock was installed. It runs in real time. */
export interface EscapedTimer {
  /**
   * The function that created it: `setTimeout (node:timers)`, `Socket.setTimeout`, `execFile
   * (node:child_process)`.
   */
  kind: string
  /** `user`: the user's code called a native timer function. `core`: Node called it for its own use. */
  owner: 'user' | 'core'
  /** The user's frame nearest to it: `Heartbeat.start (src/heartbeat.ts:12:20)`. */
  createdAt?: string | undefined
  /** The whole stack of its creation. */
  stack?: string | undefined
}

/** Options of {@link createClock}. */
export interface ClockOptions {
  /**
   * The value of `Date.now()` at install, in milliseconds, finite and >= 0, floored. Default: the real
   * time.
   */
  startMs?: number
  /**
   * Called with an error that a timer callback throws synchronously; the clock then continues. Default:
   * the move under way rejects with the error and stops at that instant.
   */
  onTimerError?(error: unknown): void
  /** How many immediates may run at one instant before the clock throws `CLOCK_STUCK`. Default: 100,000. */
  maxIdleFires?: number
  /**
   * How many immediates may run at one instant before time moves on, as it does in reality while a
   * program polls with `setImmediate`. The others stay pending. Default: only `maxIdleFires` limits them.
   */
  immediatesPerInstant?: number
  /** Whether to record where each timer was created. Default: true. */
  traceTimers?: boolean
  /** Whether to detect native timers, see {@link Clock.escapes}. Default: true. */
  detectEscapes?: boolean
}

/**
 * A virtual clock for everything in Node that reads the time or waits. It moves only when told to.
 *
 * Time is counted in whole milliseconds, as in Node's timers: a fraction passed to `advance()` or
 * `jump()` is added to the next move. Moves queue up: a move that is requested during another one, by a
 * timer callback for example, starts when that one has ended.
 *
 * Between two timers everything that can run does: ticks, microtasks, immediates, messages. Real input
 * and output takes real time, and the clock does not wait for it.
 */
export interface Clock {
  /** Whole virtual milliseconds since install. */
  readonly nowMs: number
  /**
   * Virtual milliseconds until the next pending timer fires or the next event of a simulated network
   * happens. Reading it is cheap.
   */
  readonly nextDueInMs: number | undefined
  /** Like `nextDueInMs`, without immediates. */
  readonly nextTimerInMs: number | undefined
  /**
   * Fires every timer due in [now, now + ms] in order, drains after each, and ends at now + ms.
   *
   * @throws {TypeError} when `ms` is not a finite number >= 0
   * @throws {ClockError} when the clock has been restored, or immediates keep running at one instant
   *   without end
   */
  advance(ms: number): Promise<void>
  /**
   * Moves to the next timer, fires it and drains. An event of a simulated network counts as a timer.
   * Fulfils with `false` if there is none.
   */
  next(): Promise<boolean>
  /**
   * Runs everything that can run now: ticks, microtasks, immediates and overdue timers. Time does not
   * move.
   */
  drain(): Promise<void>
  /**
   * Moves by `ms` at once, as after a laptop has slept. Each timer due in that time fires once, late, and
   * intervals continue from there.
   *
   * @throws {TypeError} when `ms` is not a finite number >= 0
   */
  jump(ms: number): Promise<void>
  /** The timers that have not fired yet, the next one first. */
  pending(): PendingTimer[]
  /** The native timers created while the clock was installed, other than the test runner's. */
  escapes(): EscapedTimer[]
  /**
   * Puts every native function back and forgets the pending timers.
   *
   * @throws {ClockError} when it was restored before
   */
  restore(): void
  /** Like {@link Clock.restore}, but does nothing the second time. */
  [Symbol.dispose](): void
}
