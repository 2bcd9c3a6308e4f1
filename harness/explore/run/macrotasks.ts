import type { EventSource } from '../../clock/event-source.ts'
import { installed } from '../../clock/stand-in.ts'
import { beginTurn } from '../../clock/turn-owner.ts'
import type { ProcessGuard } from '../../rig/process-guard.ts'
import type { StepKind } from '../../platform/boundaries.ts'
import type { ExploreTime } from './explore-time.ts'

/** Where operations come in. */
interface Boundaries {
  /** Whether an operation is planned for the next boundary. */
  readonly isDue: boolean
  /** @returns whether an operation was performed */
  reach(kind: StepKind, source?: object): boolean
}

/** What macrotasks run with. */
export interface MacrotaskParts {
  readonly time: ExploreTime
  readonly intervalMs: number
  readonly guard: ProcessGuard
  readonly boundaries: Boundaries
}

/** Immediates in a row; more are a loop that polls, and takes time. */
const MAX_IMMEDIATES = 50

/** The timers and immediates of one schedule, run one by one, with a boundary before each. */
export class Macrotasks {
  readonly #parts: MacrotaskParts
  #immediates = 0

  constructor(parts: MacrotaskParts) {
    this.#parts = parts
  }

  /** Whether no timer and no immediate is pending. */
  get areNone(): boolean {
    const { next, nextImmediate } = this.#parts.time.timers
    return next === undefined && nextImmediate === undefined
  }

  /** Whether nothing is on its way in a simulated network, a time-out of a socket included. */
  get isNetworkQuiet(): boolean {
    return installed.events?.nextDueMs === undefined
  }

  /**
   * Runs one macrotask that is due by `limitMs`: an operation, an immediate, a timer.
   *
   * @returns false when there is none
   */
  run(limitMs: number): boolean {
    const { boundaries, time } = this.#parts
    const { timers } = time
    // An operation comes from outside, and is nobody's turn.
    beginTurn(false)
    if (timers.nextImmediate !== undefined && this.#immediates < MAX_IMMEDIATES) {
      if (boundaries.reach('immediate', timers.nextImmediate)) return true
      this.#immediates += 1
      this.#guarded(() => timers.fireImmediate())
      return true
    }
    const { next, nextDueMs } = timers
    const { events } = installed
    const eventDueMs = events?.nextDueMs
    if (events !== undefined && eventDueMs !== undefined && eventDueMs < (nextDueMs ?? Infinity))
      return this.#runEvent(events, Math.max(eventDueMs, timers.nowMs), limitMs)
    const waitMs = nextDueMs === undefined ? Infinity : nextDueMs - timers.nowMs
    if (next === undefined || nextDueMs === undefined || time.elapsedMs + waitMs > limitMs)
      return this.#letPollersGoOn(limitMs)
    this.#immediates = 0
    if (waitMs > 1) {
      // In the midst of the wait, which is where most calls come in reality.
      if (boundaries.isDue) timers.moveTo(timers.nowMs + Math.floor(waitMs / 2))
      if (boundaries.reach('idle')) return true
    }
    if (nextDueMs > timers.nowMs) timers.moveTo(nextDueMs)
    if (boundaries.reach('timer', next)) return true
    this.#guarded(() => timers.fireNext())
    return true
  }

  /** Runs the next event of a simulated network, which the timers do not come before. */
  #runEvent(events: EventSource, dueMs: number, limitMs: number): boolean {
    const { boundaries, time } = this.#parts
    const { timers } = time
    const waitMs = dueMs - timers.nowMs
    if (time.elapsedMs + waitMs > limitMs) return this.#letPollersGoOn(limitMs)
    this.#immediates = 0
    if (waitMs > 1) {
      if (boundaries.isDue) timers.moveTo(timers.nowMs + Math.floor(waitMs / 2))
      if (boundaries.reach('idle')) return true
    }
    timers.moveTo(dueMs)
    // What happens at a host is no moment of the task's: it learns of it by the answer.
    if (!events.isNextPeers && boundaries.reach('network')) return true
    this.#guarded(() => events.fireNext())
    return true
  }

  /** Time goes on while a loop polls with immediates, as it does in reality. */
  #letPollersGoOn(limitMs: number): boolean {
    const { time, intervalMs } = this.#parts
    if (time.timers.nextImmediate === undefined) return false
    this.#immediates = 0
    const stepMs = Math.max(1, Math.floor(intervalMs / 8))
    if (time.elapsedMs + stepMs > limitMs) return false
    time.timers.moveTo(time.timers.nowMs + stepMs)
    return true
  }

  #guarded(fire: () => void): void {
    try {
      fire()
    } catch (error) {
      this.#parts.guard.uncaught.push(error)
    }
  }
}
