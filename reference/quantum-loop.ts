import { checkNumber, MAX_TIMER_MS } from './check-arguments.ts'
import { Interval } from './interval.ts'
import { PreciseInterval } from './precise-interval.ts'
import type { PacingStats } from './precise-interval.ts'
import { RateMeter } from './rate-meter.ts'
import type { TaskScope } from './task-scope.ts'
import type { TickSource } from './tick-source.ts'

const MICROS_PER_MS = 1000

/** What a scheduler has done so far; counts since it was spawned. */
export interface SchedulerStats {
  /** Runs that have ended, failed ones included. */
  readonly runs: number
  readonly failures: number
  /** Quanta that had no run of their own, because a run or the event loop took longer. */
  readonly skippedTicks: number
  readonly requestedPerSecond: number
  /** Runs per second since the quantum was last set, pauses left out; 0 before any time has passed. */
  readonly achievedPerSecond: number
  /** In precise mode only. */
  readonly pacing?: PacingStats
}

export interface QuantumLoopOptions {
  schedule: (signal: AbortSignal) => unknown
  quantumMicros: number
  /** In precise mode: told when timers take over, with the reason. */
  onFallback?: ((cause: unknown) => void) | undefined
}

/**
 * The loop of a {@link SchedulerTask}, apart from it: a loop that held its own manager would keep
 * it from ever being collected (DROP-10).
 */
export class QuantumLoop {
  readonly #schedule: (signal: AbortSignal) => unknown
  readonly #interval: TickSource
  readonly #precise: PreciseInterval | undefined
  readonly #meter: RateMeter = new RateMeter()
  #quantumMicros: number
  #runs = 0
  #failures = 0

  constructor({ schedule, quantumMicros, onFallback }: QuantumLoopOptions) {
    const periodMs = toPeriodMs(quantumMicros)
    this.#schedule = schedule
    this.#quantumMicros = quantumMicros
    if (onFallback !== undefined) this.#precise = new PreciseInterval(periodMs, onFallback)
    this.#interval = this.#precise ?? new Interval({ periodMs, missedTicks: 'skip' })
  }

  get stats(): SchedulerStats {
    return {
      runs: this.#runs,
      failures: this.#failures,
      skippedTicks: this.#interval.skippedTicks,
      requestedPerSecond: (1000 * MICROS_PER_MS) / this.#quantumMicros,
      achievedPerSecond: this.#meter.perSecond,
      ...(this.#precise === undefined ? {} : { pacing: this.#precise.stats }),
    }
  }

  async run(scope: TaskScope): Promise<void> {
    // Not at the end of the loop, which a run that hangs never reaches after an abort.
    const onStop = (): void => {
      this.#meter.pause()
      void this.#precise?.close()
    }
    scope.stop.addEventListener('abort', onStop, { once: true })
    while (await this.#interval.tick(scope.stop)) {
      const result = await scope.run(this.#schedule)
      if (result === 'refused') break
      this.#runs += 1
      if (result === 'failed') this.#failures += 1
      this.#meter.count()
    }
    await this.#precise?.close()
  }

  updateQuantum(quantumMicros: number): void {
    const periodMs = toPeriodMs(quantumMicros)
    this.#quantumMicros = quantumMicros
    this.#meter.restart()
    this.#interval.setPeriod(periodMs)
  }

  pause(): void {
    this.#interval.suspend()
    this.#meter.pause()
  }

  resume(): void {
    this.#interval.resume()
    this.#meter.resume()
  }

  trigger(): void {
    this.#interval.fire()
  }
}

function toPeriodMs(quantumMicros: number): number {
  checkNumber('quantumMicros', quantumMicros, 1, MAX_TIMER_MS * MICROS_PER_MS)
  return quantumMicros / MICROS_PER_MS
}
