import type { TimerSource } from '../../clock/time-source.ts'
import { captureTrace, type Trace } from '../../clock/trace.ts'
import {
  type Scheduler,
  type TimerRequest,
  VirtualImmediate,
  VirtualTimeout,
  type VirtualTimer,
} from '../../clock/virtual-timer.ts'
import { isFurnitureTimer } from '../../handles/furniture.ts'
import { findUserFrame } from '../../stack/user-frame.ts'
import { formatMs } from '../../text/format-ms.ts'
import type { LeftTimer } from './schedule-record.ts'

/** Marks the timers of the work, which are not the subject's. */
export const WORK_TIMER = 'the work of the scenario'

/** The time that the work of a schedule goes by: virtual, or real. */
export interface WorkTimers {
  /** On the wall clock, in milliseconds. */
  readonly nowMs: number
  /** Sets a timer. @returns what takes it away again */
  add(request: TimerRequest): { close(): unknown }
}

/** Enough to get from the call of `unref()` to whoever called it. */
const UNREF_FRAMES = 8

interface Entry {
  readonly dueMs: number
  readonly timer: VirtualTimeout
}

/** Numbers for timers start beyond those that Node gives to its own. */
const FIRST_NUMBER = 1e9

/**
 * The timers of one schedule after another.
 *
 * A sorted list, not the heap of the virtual clock: a schedule has a handful of timers and lasts some
 * microseconds, and a heap that takes every delay and argument apart costs more than all the rest.
 */
export class ScheduleTimers implements TimerSource, Scheduler {
  #nowMs: number
  /** By due time, then by age. */
  #queue: Entry[] = []
  #immediates: VirtualImmediate[] = []
  #tickets = 0
  readonly #numbers = new Map<VirtualTimeout, number>()
  readonly #numbered = new Map<number, VirtualTimeout>()
  /** Where timers were unreferenced: few are, and those of Node's idle pools can be told by it. */
  readonly #unrefSites = new WeakMap<VirtualTimer, Trace>()
  /** Whether to remember where each timer is made. */
  isTracing = false

  constructor(nowMs: number) {
    this.#nowMs = nowMs
  }

  get nowMs(): number {
    return this.#nowMs
  }

  /** Sets the wall clock, at the most to when the next timer is due. */
  moveTo(nowMs: number): void {
    this.#nowMs = nowMs
  }

  /** Forgets all timers and sets the wall clock. */
  reset(nowMs: number): void {
    for (const { timer } of this.#queue) timer.onDiscard?.()
    for (const immediate of this.#immediates) immediate.onDiscard?.()
    if (this.#queue.length > 0) this.#queue = []
    if (this.#immediates.length > 0) this.#immediates = []
    if (this.#numbers.size > 0) {
      this.#numbers.clear()
      this.#numbered.clear()
    }
    this.#nowMs = nowMs
  }

  get nextImmediate(): VirtualImmediate | undefined {
    return this.#immediates[0]
  }

  get next(): VirtualTimeout | undefined {
    return this.#queue[0]?.timer
  }

  /** When the next timer is due, on the wall clock. */
  get nextDueMs(): number | undefined {
    return this.#queue[0]?.dueMs
  }

  /** All that has not run, the next one first. */
  pending(): VirtualTimer[] {
    return [...this.#immediates, ...this.#queue.map(({ timer }) => timer)]
  }

  /** Milliseconds until `timer` is due. */
  dueInMs(timer: VirtualTimer): number {
    const entry = this.#queue.find((queued) => queued.timer === timer)
    return entry === undefined ? 0 : Math.max(0, entry.dueMs - this.#nowMs)
  }

  /** Calls the next timer. What it throws comes through. */
  fireNext(): void {
    const entry = this.#queue.shift()
    if (entry === undefined) return
    this.#nowMs = Math.max(this.#nowMs, entry.dueMs)
    entry.timer.ticket = undefined
    entry.timer.fire()
  }

  fireImmediate(): void {
    this.#immediates.shift()?.fire()
  }

  add(request: TimerRequest): VirtualTimeout {
    const timer = new VirtualTimeout(this, request, this.isTracing ? captureTrace() : undefined)
    this.arm(timer)
    return timer
  }

  addImmediate(request: TimerRequest): VirtualImmediate {
    const trace = this.isTracing ? captureTrace() : undefined
    const immediate = new VirtualImmediate(this, request, trace)
    this.#immediates.push(immediate)
    return immediate
  }

  arm(timer: VirtualTimeout): void {
    this.disarm(timer)
    timer.ticket = ++this.#tickets
    const dueMs = this.#nowMs + timer.request.delayMs
    const queue = this.#queue
    let index = queue.length
    while (index > 0 && (queue[index - 1]?.dueMs ?? 0) > dueMs) index -= 1
    if (index === queue.length) queue.push({ dueMs, timer })
    else queue.splice(index, 0, { dueMs, timer })
  }

  disarm(timer: VirtualTimer): void {
    if (timer instanceof VirtualImmediate) {
      const index = this.#immediates.indexOf(timer)
      if (index !== -1) this.#immediates.splice(index, 1)
      return
    }
    if (timer.ticket === undefined) return
    timer.ticket = undefined
    const index = this.#queue.findIndex((entry) => entry.timer === timer)
    if (index !== -1) this.#queue.splice(index, 1)
  }

  onUnref(timer: VirtualTimer): void {
    this.#unrefSites.set(timer, captureTrace(UNREF_FRAMES))
  }

  /** Whether it keeps nothing but an idle connection of Node's, and is cleared with that. */
  isFurniture(timer: VirtualTimer): boolean {
    const hasRef = timer.hasRef()
    return !hasRef && isFurnitureTimer({ hasRef, stack: this.#unrefSites.get(timer)?.stack })
  }

  numberOf(timer: VirtualTimeout): number {
    const known = this.#numbers.get(timer)
    if (known !== undefined) return known
    const number = FIRST_NUMBER + this.#numbers.size
    this.#numbers.set(timer, number)
    this.#numbered.set(number, timer)
    return number
  }

  findByNumber(number: unknown): VirtualTimeout | undefined {
    return this.#numbered.get(Number(number))
  }
}

/** The timers of the subject that are pending, the next one first. */
export function findLeftTimers(timers: ScheduleTimers): LeftTimer[] {
  return timers.pending().flatMap((timer) => {
    const { api, kind } = timer.request
    // No one can clear the timer of such a signal; natively it goes with the signal.
    if (api === WORK_TIMER || api === 'AbortSignal.timeout' || timer.isPeers) return []
    if (timers.isFurniture(timer)) return []
    const what =
      kind === 'immediate' ? 'an immediate' : `a timer due in ${formatMs(timers.dueInMs(timer))}`
    const { trace } = timer
    return [{ what, createdAt: trace === undefined ? undefined : findUserFrame(trace) }]
  })
}
