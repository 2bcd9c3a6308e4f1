/** Counts events per second over the time in which it runs, by the monotonic clock. */
export class RateMeter {
  #count = 0
  /** Time of the stretches that have ended. */
  #elapsedMs = 0
  /** When the stretch under way began; undefined while paused. */
  #sinceMs: number | undefined = performance.now()

  count(): void {
    this.#count += 1
  }

  /** Forgets what was counted; the time begins now, unless it is paused. */
  restart(): void {
    this.#count = 0
    this.#elapsedMs = 0
    if (this.#sinceMs !== undefined) this.#sinceMs = performance.now()
  }

  pause(): void {
    this.#elapsedMs += this.#stretchMs()
    this.#sinceMs = undefined
  }

  resume(): void {
    this.#sinceMs ??= performance.now()
  }

  /** Events per second; 0 before any time has passed. */
  get perSecond(): number {
    const elapsedMs = this.#elapsedMs + this.#stretchMs()
    return elapsedMs > 0 ? (this.#count * 1000) / elapsedMs : 0
  }

  #stretchMs(): number {
    return this.#sinceMs === undefined ? 0 : performance.now() - this.#sinceMs
  }
}
