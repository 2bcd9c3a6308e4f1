import { createHistogram } from 'node:perf_hooks'

import { Interval } from './interval.ts'
import { monotonicMs, PacingThread } from './pacing-thread.ts'
import type { ThreadTick } from './pacing-thread.ts'
import type { TickSource } from './tick-source.ts'

/** How a thread paces a loop, and what that costs. */
export interface PacingStats {
  /** `timer`: the thread could not be started or has died, and Node's timers took over. */
  readonly pacedBy: 'thread' | 'timer'
  /** How late the runs have started, in microseconds: half of them by no more than this. */
  readonly latenessP50Micros: number
  /** How late the runs have started, in microseconds: 99 of 100 by no more than this. */
  readonly latenessP99Micros: number
  /** How often the thread has woken up: about once for each run, and never while paused. */
  readonly wakeUps: number
  /** Processor time of the thread in milliseconds; undefined on a Node before 23.9. */
  readonly cpuMs: number | undefined
}

/** Far beyond what is told apart: a longer lateness counts as this. */
const MAX_LATENESS_MICROS = 10_000_000

/**
 * An {@link Interval} for periods below 1 ms, with the policy `skip`: a thread of its own sleeps
 * until the next tick, which comes some tens of microseconds late.
 *
 * It wakes the loop through shared memory, and is ended by {@link close}.
 */
export class PreciseInterval implements TickSource {
  readonly #lateness = createHistogram({ lowest: 1, highest: MAX_LATENESS_MICROS, figures: 2 })
  #periodMs: number
  #thread: PacingThread | undefined
  /** Takes over where there is no thread. */
  #timer: Interval | undefined
  #lastIndex = 0
  #skippedTicks = 0
  #isFired = false
  #isSuspended = false
  #waiting: { stop: AbortSignal; resolve: (isTick: boolean | Promise<boolean>) => void } | undefined

  /** @param onFallback called when timers take over, with the reason */
  constructor(periodMs: number, onFallback: (cause: unknown) => void) {
    this.#periodMs = periodMs
    const fallBack = (cause: unknown): void => {
      this.#useTimer()
      onFallback(cause)
    }
    try {
      this.#thread = new PacingThread(periodMs, fallBack)
    } catch (cause) {
      fallBack(cause)
    }
  }

  get skippedTicks(): number {
    return this.#skippedTicks + (this.#timer?.skippedTicks ?? 0)
  }

  get stats(): PacingStats {
    const { count } = this.#lateness
    return {
      pacedBy: this.#timer === undefined ? 'thread' : 'timer',
      latenessP50Micros: count === 0 ? 0 : this.#lateness.percentile(50),
      latenessP99Micros: count === 0 ? 0 : this.#lateness.percentile(99),
      wakeUps: this.#thread?.wakeUps ?? 0,
      cpuMs: this.#thread?.cpuMs,
    }
  }

  tick(stop: AbortSignal): Promise<boolean> {
    if (this.#timer !== undefined) return this.#timer.tick(stop)
    if (stop.aborted) return Promise.resolve(false)
    return new Promise((resolve) => {
      this.#waiting = { stop, resolve }
      stop.addEventListener('abort', this.#onStop)
      if (this.#isFired) setImmediate(this.#onFired)
      else this.#thread?.listen(this.#onTick)
    })
  }

  setPeriod(periodMs: number): void {
    this.#periodMs = periodMs
    this.#timer?.setPeriod(periodMs)
    this.#startGrid()
  }

  suspend(): void {
    this.#isSuspended = true
    this.#timer?.suspend()
    this.#thread?.setSuspended(true)
  }

  resume(): void {
    if (!this.#isSuspended) return
    this.#isSuspended = false
    this.#timer?.resume()
    this.#startGrid()
    this.#thread?.setSuspended(false)
  }

  fire(): void {
    if (this.#timer !== undefined) this.#timer.fire()
    else if (this.#waiting === undefined) this.#isFired = true
    else {
      this.#isFired = false
      this.#finish(true)
    }
  }

  /** Ends the thread, in this turn; fulfils when it has exited. */
  async close(): Promise<void> {
    await this.#thread?.close()
  }

  #startGrid(): void {
    this.#lastIndex = 0
    this.#thread?.setGrid(this.#periodMs, monotonicMs())
  }

  #useTimer(): void {
    this.#timer = new Interval({ periodMs: this.#periodMs, missedTicks: 'skip' })
    if (this.#isSuspended) this.#timer.suspend()
    if (this.#isFired) this.#timer.fire()
    const waiting = this.#waiting
    if (waiting === undefined) return
    this.#waiting = undefined
    waiting.stop.removeEventListener('abort', this.#onStop)
    waiting.resolve(this.#timer.tick(waiting.stop))
  }

  readonly #onTick = (): void => {
    if (this.#waiting === undefined) return
    const tick = this.#take()
    if (tick === undefined) this.#thread?.listen(this.#onTick)
    else this.#start(tick)
  }

  readonly #onFired = (): void => {
    if (!this.#isFired) return
    this.#isFired = false
    // One run serves a fired tick and one that came due meanwhile.
    const tick = this.#take()
    if (tick === undefined) this.#finish(true)
    else this.#start(tick)
  }

  /** One that came just before a pause is taken, and not wanted any more. */
  #take(): ThreadTick | undefined {
    const tick = this.#thread?.take()
    return this.#isSuspended ? undefined : tick
  }

  #start({ dueMs, index }: ThreadTick): void {
    this.#skippedTicks += index - this.#lastIndex - 1
    this.#lastIndex = index
    const lateMicros = Math.round((monotonicMs() - dueMs) * 1000)
    this.#lateness.record(Math.min(MAX_LATENESS_MICROS, Math.max(1, lateMicros)))
    this.#finish(true)
  }

  readonly #onStop = (): void => this.#finish(false)

  #finish(isTick: boolean): void {
    const waiting = this.#waiting
    this.#waiting = undefined
    waiting?.stop.removeEventListener('abort', this.#onStop)
    waiting?.resolve(isTick)
  }
}
