/** A timer that has not fired yet, ref'd or not. */
export interface PendingTimer {
  kind: 'timeout' | 'interval' | 'immediate'
  /** What made it: `setTimeout`, `timers/promises setInterval`, `AbortSignal.timeout`, … */
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

/** A native timer that was created while the clock was installed: it runs in real time. */
export interface EscapedTimer {
  /** What made it: `setTimeout (node:timers)`, `Socket.setTimeout`, `execFile (node:child_process)`. */
  kind: string
  /** `user`: the user's code called a native timer function; `core`: Node did, for its own use. */
  owner: 'user' | 'core'
  /** The user's frame nearest to it: `Heartbeat.start (src/heartbeat.ts:12:20)`. */
  createdAt?: string | undefined
  /** The whole stack of its creation. */
  stack?: string | undefined
}

/** Options of {@link createClock}. */
export interface ClockOptions {
  /** `Date.now()` at install, in milliseconds, finite and >= 0, floored. Default: the real now. */
  startMs?: number
  /**
   * Takes what a timer callback throws synchronously; the clock then goes on.
   * Default: the move under way rejects with it and stops at that instant.
   */
  onTimerError?(error: unknown): void
  /** Immediates that may run at one instant before the clock calls it a loop. Default: 100,000. */
  maxIdleFires?: number
  /**
   * Immediates that may run at one instant before time goes on, as it does in reality while a
   * program polls with `setImmediate`. They stay pending then. Default: no limit but `maxIdleFires`.
   */
  immediatesPerInstant?: number
  /** Remember where each timer was created. Default: true. */
  traceTimers?: boolean
  /** Watch for native timers, see {@link Clock.escapes}. Default: true. */
  detectEscapes?: boolean
}

/**
 * Virtual time for everything in Node that tells time or waits for it, moved by hand.
 *
 * Time is counted in whole milliseconds, because Node's timers are: a fraction given to
 * `advance()` or `jump()` is kept and counts with the next one. Moves queue up: one that is asked
 * for during another, by a timer callback for example, starts when that has ended.
 *
 * Between two timers everything that is runnable runs: ticks, microtasks, immediates, messages.
 * Real input and output takes real time and is not waited for.
 */
export interface Clock {
  /** Whole virtual milliseconds since install. */
  readonly nowMs: number
  /**
   * Virtual milliseconds until the next pending timer fires, or the next event of a simulated network
   * happens, at the cost of a property read.
   */
  readonly nextDueInMs: number | undefined
  /** As `nextDueInMs`, immediates left aside. */
  readonly nextTimerInMs: number | undefined
  /**
   * Fires every timer due in [now, now + ms] in order, drains after each and ends at now + ms.
   *
   * @throws {TypeError} when `ms` is not a finite number >= 0
   * @throws {ClockError} when the clock has been restored, or an instant does not end
   */
  advance(ms: number): Promise<void>
  /**
   * Goes to the next timer, fires it and drains. An event of a simulated network counts as one. Fulfils
   * with `false` when there is none.
   */
  next(): Promise<boolean>
  /** Runs all that is runnable now: ticks, microtasks, immediates, timers overdue. Time stands still. */
  drain(): Promise<void>
  /**
   * Moves by `ms` at once, as for a laptop that slept: each timer due meanwhile fires once, late,
   * and intervals go on from there.
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
  /** As {@link Clock.restore}, and does nothing after it. */
  [Symbol.dispose](): void
}
