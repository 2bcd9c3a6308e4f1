/** What a loop waits at: timers (`Interval`) or a thread of its own (`PreciseInterval`). */
export interface TickSource {
  /** How many ticks were left out, because nobody waited for them. */
  readonly skippedTicks: number
  /** Waits for the next tick: true at the tick, false as soon as `stop` is aborted. */
  tick(stop: AbortSignal): Promise<boolean>
  setPeriod(periodMs: number): void
  suspend(): void
  resume(): void
  fire(): void
}
