import { type Clock as Engine, type Timer as EngineTimer, withGlobal } from '@sinonjs/fake-timers'
import type { PendingTimer } from './clock.ts'
import { real } from '../platform/real-time.ts'
import { captureTrace, describeTrace, type Trace } from './trace.ts'
import {
  type Scheduler,
  type TimerRequest,
  VirtualImmediate,
  VirtualTimeout,
  type VirtualTimer,
} from './virtual-timer.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

// Of fake-timers only the engine is used, its ordered queue; what gets installed is our own.
// A setTimeout that returns a number spares the handle object it would build for every timer.
const engines = withGlobal({ Date: real.Date, setTimeout: () => 0, clearTimeout: () => {} })

/** Numbers for timers start beyond those that Node gives to its own. */
const FIRST_NUMBER = 1e9

/** The timers of one clock, and its wall clock in whole milliseconds. */
export class TimerQueue implements Scheduler {
  readonly #engine: Engine
  readonly #tracing: boolean
  readonly #immediates = new Set<VirtualImmediate>()
  readonly #numbers = new Map<VirtualTimeout, number>()
  readonly #numbered = new Map<number, VirtualTimeout>()
  #nowMs: number

  constructor(nowMs: number, tracing: boolean) {
    this.#engine = engines.createClock(nowMs)
    this.#nowMs = nowMs
    this.#tracing = tracing
  }

  get nowMs(): number {
    return this.#nowMs
  }

  /** When the next timer is due. Less than now after a jump. */
  get nextDueMs(): number | undefined {
    return this.#engine.timerHeap?.peek()?.callAt
  }

  get nextImmediate(): VirtualImmediate | undefined {
    return this.#immediates.values().next().value
  }

  /** Sets the wall clock. Timers that are overdue then fire late, at that time. */
  moveTo(nowMs: number): void {
    this.#nowMs = nowMs
    this.#engine.now = nowMs
  }

  add(request: TimerRequest): VirtualTimeout {
    const timer = new VirtualTimeout(this, request, this.#trace())
    this.arm(timer)
    return timer
  }

  addImmediate(request: TimerRequest): VirtualImmediate {
    const immediate = new VirtualImmediate(this, request, this.#trace())
    this.#immediates.add(immediate)
    return immediate
  }

  /** Goes to the time of the next timer and calls it. What the callback throws comes through. */
  fireNext(): void {
    this.#engine.next()
  }

  /** Calls the oldest immediate. What the callback throws comes through. */
  fireImmediate(immediate: VirtualImmediate): void {
    this.#immediates.delete(immediate)
    immediate.fire()
  }

  arm(timer: VirtualTimer): void {
    this.disarm(timer)
    timer.ticket = Number(this.#engine.setTimeout(this.#fire, timer.request.delayMs, timer))
  }

  disarm(timer: VirtualTimer): void {
    if (timer.ticket !== undefined) this.#engine.clearTimeout(timer.ticket)
    timer.ticket = undefined
    if (timer instanceof VirtualImmediate) this.#immediates.delete(timer)
  }

  numberOf(timer: VirtualTimeout): number {
    const known = this.#numbers.get(timer)
    if (known !== undefined) return known
    const number = FIRST_NUMBER + this.#numbers.size
    this.#numbers.set(timer, number)
    this.#numbered.set(number, timer)
    return number
  }

  /** The timer that {@link TimerQueue.numberOf} gave this number. */
  findByNumber(number: unknown): VirtualTimeout | undefined {
    return this.#numbered.get(Number(number))
  }

  /** All that has not run, the next one first. */
  pending(): PendingTimer[] {
    const timers = this.#engine.timerHeap?.timers ?? []
    const due = timers.toSorted((a, b) => byDue(a) - byDue(b) || (a.order ?? 0) - (b.order ?? 0))
    return [
      ...Array.from(this.#immediates, (immediate) => createRecord(immediate, 0)),
      ...due.map((timer) => createRecord(timerOf(timer), Math.max(0, byDue(timer) - this.#nowMs))),
    ]
  }

  /** Tells every pending timer that it will not fire. */
  discard(): void {
    for (const immediate of this.#immediates) immediate.onDiscard?.()
    for (const timer of this.#engine.timerHeap?.timers ?? []) timerOf(timer).onDiscard?.()
  }

  readonly #fire = (argument: unknown): void => {
    const timer = argument as VirtualTimeout
    // The engine goes to the time at which the timer was due; after a jump that has passed.
    this.moveTo(Math.max(this.#nowMs, this.#engine.now))
    timer.ticket = undefined
    timer.fire()
  }

  #trace(): Trace | undefined {
    return this.#tracing ? captureTrace() : undefined
  }
}

function byDue(timer: EngineTimer): number {
  return timer.callAt ?? 0
}

/** The engine passes a timer's arguments on to its callback: here that is our own timer. */
function timerOf(timer: EngineTimer): VirtualTimer {
  return timer.args?.[0] as VirtualTimer
}

function createRecord(timer: VirtualTimer, dueInMs: number): PendingTimer {
  const { kind, api, delayMs } = timer.request
  const record: PendingTimer = { kind, api, dueInMs, delayMs, hasRef: timer.hasRef() }
  described.set(record, timer)
  return timer.trace === undefined ? record : describeTrace(record, timer.trace)
}

/** The timers that the user holds, by their records. */
const described = new WeakMap<PendingTimer, VirtualTimer>()

/** The timer that a record of {@link TimerQueue.pending} tells of: what the user holds. */
export function findDescribedTimer(record: PendingTimer): VirtualTimer | undefined {
  return described.get(record)
}
