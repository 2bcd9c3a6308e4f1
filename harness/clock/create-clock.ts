// clock/ is virtual time: it replaces everything in Node that tells the time or waits for it, in every import form.
// Time moves only when its owner says so.

import { defineDisposeSymbols } from '../../reference/define-dispose-symbols.ts'
import { patch } from '../platform/patch.ts'
import { real } from '../platform/real-time.ts'
import { markWatching } from '../stack/script-owner.ts'
import { findUserFrame } from '../stack/user-frame.ts'
import { checkNonNegative } from '../text/verify.ts'
import { ClockError } from './clock-error.ts'
import type { Clock, ClockOptions, EscapedTimer, PendingTimer } from './clock.ts'
import { EscapeDetector } from './escape-detector.ts'
import { checkForeignTimers } from './foreign-timers.ts'
import { makeOwn, installed, installTime } from './stand-in.ts'
import { listClockSurfaces } from './surfaces.ts'
import { captureTrace, type Trace } from './trace.ts'
import { beginTurn } from './turn-owner.ts'
import { VirtualTime } from './virtual-time.ts'
import type { VirtualTimer } from './virtual-timer.ts'

markWatching(import.meta.url)

// Before the class, whose methods are named by the symbols.
defineDisposeSymbols()

export type { Clock, ClockOptions, EscapedTimer, PendingTimer } from './clock.ts'

/** Fractions are added up in whole nanoseconds, so that ten times 0.1 ms is one. */
const NS_PER_MS = 1e6

/**
 * Creates a virtual clock and installs it until it is restored.
 *
 * It replaces the global timers, those of `node:timers` and `node:timers/promises`, `Date`, `Intl`,
 * `performance.now()`, `process.hrtime()` and `uptime()`, `AbortSignal.timeout()`, `Atomics.waitAsync()`
 * and the polling of `fs.watchFile()`, in every import form. `process.nextTick` and `queueMicrotask` stay
 * real. Functions that were captured earlier need {@link installTrampolines}.
 *
 * @throws {TypeError} when `startMs`, `maxIdleFires` or `immediatesPerInstant` is not a finite number >= 0
 * @throws {ClockError} when a clock or other fake timers are installed
 *
 * @example
 * ```ts
 * using clock = createClock()
 * const heartbeat = new Heartbeat({ intervalMs: 1000 })
 * await clock.advance(3000)
 * ```
 */
export function createClock(options: ClockOptions = {}): Clock {
  return new VirtualClock(options)
}

class VirtualClock implements Clock {
  readonly #time: VirtualTime
  readonly #onTimerError: ((error: unknown) => void) | undefined
  readonly #maxIdleFires: number
  readonly #immediatesPerInstant: number
  readonly #escapes = new EscapeDetector()
  readonly #unpatch: () => void
  readonly #uninstallTime: () => void
  /** The last move, settled or not; never rejects. */
  #lastMove: Promise<unknown> = Promise.resolve()
  /** What moves asked for beyond whole milliseconds: 0 <= it < 1 ms. */
  #fractionNs = 0

  constructor(options: ClockOptions) {
    const {
      startMs = real.Date.now(),
      maxIdleFires = 100_000,
      immediatesPerInstant = Number.MAX_SAFE_INTEGER,
      traceTimers = true,
    } = options
    checkNonNegative('startMs', startMs)
    checkNonNegative('maxIdleFires', maxIdleFires)
    checkNonNegative('immediatesPerInstant', immediatesPerInstant)
    checkNoClock()
    checkForeignTimers()
    this.#onTimerError = options.onTimerError?.bind(options)
    this.#maxIdleFires = maxIdleFires
    this.#immediatesPerInstant = immediatesPerInstant
    this.#time = new VirtualTime(Math.floor(startMs), traceTimers)
    this.#unpatch = patch(listClockSurfaces())
    this.#uninstallTime = installTime(this.#time, captureTrace())
    if (options.detectEscapes ?? true) this.#escapes.enable()
  }

  get nowMs(): number {
    return this.#time.elapsedMs
  }

  get nextDueInMs(): number | undefined {
    return this.#time.timers.nextImmediate === undefined ? this.nextTimerInMs : 0
  }

  get nextTimerInMs(): number | undefined {
    const { nextDueMs = Infinity, nowMs } = this.#time.timers
    const dueMs = Math.min(nextDueMs, installed.events?.nextDueMs ?? Infinity)
    return dueMs === Infinity ? undefined : Math.max(0, dueMs - nowMs)
  }

  async advance(ms: number): Promise<void> {
    checkNonNegative('ms', ms)
    await this.#move('advance', async () => {
      const targetMs = this.#target(ms)
      await this.#run(targetMs)
      this.#time.timers.moveTo(targetMs)
    })
  }

  async next(): Promise<boolean> {
    return await this.#move('move', () => this.#run(Infinity, 1))
  }

  async drain(): Promise<void> {
    await this.#move('drain', () => this.#run(this.#time.timers.nowMs))
  }

  async jump(ms: number): Promise<void> {
    checkNonNegative('ms', ms)
    await this.#move('move', async () => {
      const { timers } = this.#time
      await this.#run(timers.nowMs)
      timers.moveTo(this.#target(ms))
      await this.#run(timers.nowMs)
    })
  }

  pending(): PendingTimer[] {
    return this.#time.timers.pending()
  }

  escapes(): EscapedTimer[] {
    return this.#escapes.find()
  }

  restore(): void {
    this.#checkInstalled('restore')
    this.#escapes.disable()
    this.#uninstallTime()
    this.#unpatch()
    this.#time.timers.discard()
  }

  [Symbol.dispose](): void {
    if (this.#isInstalled) this.restore()
  }

  get #isInstalled(): boolean {
    return installed.time === this.#time
  }

  /** One move at a time: it starts when the one before has ended, well or not. */
  #move<T>(verb: string, operation: () => Promise<T>): Promise<T> {
    const move = this.#lastMove.then(() => {
      this.#checkInstalled(verb)
      return operation()
    })
    this.#lastMove = move.catch(() => {})
    return move
  }

  /** The wall clock after a move by `ms`. */
  #target(ms: number): number {
    const ns = this.#fractionNs + Math.round((ms % 1) * NS_PER_MS)
    this.#fractionNs = ns % NS_PER_MS
    return this.#time.timers.nowMs + Math.trunc(ms) + Math.trunc(ns / NS_PER_MS)
  }

  /**
   * Runs what is due until `untilMs` on the wall clock, each callback in a turn of its own.
   *
   * @returns whether it stopped because `maxFires` timers have fired
   */
  async #run(untilMs: number, maxFires: number = Infinity): Promise<boolean> {
    const { timers } = this.#time
    let fires = 0
    let idleFires = 0
    await eachTurn(() => {
      this.#checkInstalled('move')
      const immediate = timers.nextImmediate
      if (immediate !== undefined && idleFires < this.#immediatesPerInstant) {
        idleFires += 1
        if (idleFires > this.#maxIdleFires) throw this.#stuck(immediate)
        this.#call(() => timers.fireImmediate(immediate))
        return true
      }
      const { nextDueMs = Infinity } = timers
      const { events } = installed
      const eventDueMs = events?.nextDueMs ?? Infinity
      const dueMs = Math.min(nextDueMs, eventDueMs)
      if (dueMs === Infinity || dueMs > untilMs || fires === maxFires) return false
      fires += 1
      idleFires = 0
      if (eventDueMs < nextDueMs) {
        timers.moveTo(Math.max(timers.nowMs, eventDueMs))
        this.#call(() => events?.fireNext())
      } else this.#call(() => timers.fireNext())
      return true
    })
    beginTurn(false)
    return fires === maxFires
  }

  #call(fire: () => void): void {
    if (this.#onTimerError === undefined) {
      fire()
      return
    }
    try {
      fire()
    } catch (error) {
      this.#onTimerError(error)
    }
  }

  #stuck(immediate: VirtualTimer): ClockError {
    return new ClockError(
      'CLOCK_STUCK',
      `${this.#maxIdleFires} immediates ran at ${this.nowMs} ms and made a new one each; ` +
        `the last was made by ${placeOf(immediate.trace)}. ` +
        'Let the loop wait for a timer of at least 1 ms, or raise `maxIdleFires`.',
    )
  }

  #checkInstalled(verb: string): void {
    if (this.#isInstalled) return
    throw new ClockError(
      'CLOCK_RESTORED',
      `Cannot ${verb} a virtual clock that has been restored. Create a new one with createClock().`,
    )
  }
}

function checkNoClock(): void {
  if (installed.time === undefined) return
  throw new ClockError(
    'CLOCK_INSTALLED',
    `A virtual clock is installed already, by ${placeOf(installed.trace)}. Call restore() on it first.`,
  )
}

function placeOf(trace: Trace | undefined): string {
  return (trace && findUserFrame(trace)) ?? 'an unknown place'
}

/**
 * Calls `step` in one turn of the event loop after another until it returns false.
 *
 * Each call is a real immediate: before the next one Node has run every tick and microtask that
 * came of it, to the last, and has taken in the messages that were posted. The first call is made
 * after a whole turn, for what the caller has set going.
 */
function eachTurn(step: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const turn = (): void => {
      try {
        if (step()) nextTurn(turn)
        else resolve()
      } catch (error) {
        reject(error)
      }
    }
    nextTurn(() => nextTurn(turn))
  })
}

/** Starts an immediate of ours, which is nobody's work. */
function nextTurn(callback: () => void): void {
  makeOwn(() => real.setImmediate(callback))
}
