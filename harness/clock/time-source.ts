import type { TimerRequest, VirtualImmediate, VirtualTimeout } from './virtual-timer.ts'

/** The timers behind the stand-ins, and the wall clock that they go by. */
export interface TimerSource {
  /** The wall clock in whole milliseconds. */
  readonly nowMs: number
  add(request: TimerRequest): VirtualTimeout
  addImmediate(request: TimerRequest): VirtualImmediate
  /** The timer that was given this number. */
  findByNumber(number: unknown): VirtualTimeout | undefined
}

/** What the stand-ins ask of whatever time is installed: its timers, and every reading of it. */
export interface TimeSource {
  readonly timers: TimerSource
  /** Virtual milliseconds since it began. */
  readonly elapsedMs: number
  performanceNow(): number
  hrtimeNs(): bigint
  uptimeS(): number
}
