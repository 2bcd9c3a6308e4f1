import type { Clock, EscapedTimer, PendingTimer } from '../clock/create-clock.ts'

/**
 * A clock under which one piece of work arrives every interval, for managers that take events or items
 * instead of ticking.
 *
 * What arrives is no timer of the subject's: `pending()` does not show it, and no rule about leaks
 * counts it. At one instant the subject's own timers fire first.
 */
export class ArrivingClock implements Clock {
  readonly #inner: Clock
  readonly #everyMs: number
  #arrive: (() => void) | undefined
  #dueMs = Infinity

  /** @param everyMs how often work arrives, in milliseconds, > 0 */
  constructor(inner: Clock, everyMs: number) {
    this.#inner = inner
    this.#everyMs = everyMs
  }

  /** From now on `arrive` is called every interval; the first time one interval from now. */
  begin(arrive: () => void): void {
    this.#arrive = arrive
    this.#dueMs = this.nowMs + this.#everyMs
  }

  /** Nothing arrives any more. */
  end(): void {
    this.#arrive = undefined
    this.#dueMs = Infinity
  }

  get nowMs(): number {
    return this.#inner.nowMs
  }

  get nextDueInMs(): number | undefined {
    return earlier(this.#inner.nextDueInMs, this.#arrivesInMs)
  }

  get nextTimerInMs(): number | undefined {
    return earlier(this.#inner.nextTimerInMs, this.#arrivesInMs)
  }

  async advance(ms: number): Promise<void> {
    const endMs = this.nowMs + ms
    while (this.#dueMs <= endMs) await this.#goToArrival()
    await this.#inner.advance(Math.max(0, endMs - this.nowMs))
  }

  async next(): Promise<boolean> {
    const timerInMs = this.#inner.nextTimerInMs
    if (timerInMs !== undefined && timerInMs <= (this.#arrivesInMs ?? Infinity))
      return await this.#inner.next()
    if (this.#dueMs === Infinity) return await this.#inner.next()
    await this.#goToArrival()
    return true
  }

  async jump(ms: number): Promise<void> {
    await this.#inner.jump(ms)
    if (this.#dueMs > this.nowMs) return
    // As after a laptop has slept: what came meanwhile is there once.
    this.#dueMs = this.nowMs
    await this.#goToArrival()
  }

  drain(): Promise<void> {
    return this.#inner.drain()
  }

  pending(): PendingTimer[] {
    return this.#inner.pending()
  }

  escapes(): EscapedTimer[] {
    return this.#inner.escapes()
  }

  restore(): void {
    this.#inner.restore()
  }

  [Symbol.dispose](): void {
    this.#inner[Symbol.dispose]()
  }

  get #arrivesInMs(): number | undefined {
    return this.#dueMs === Infinity ? undefined : Math.max(0, this.#dueMs - this.nowMs)
  }

  async #goToArrival(): Promise<void> {
    await this.#inner.advance(Math.max(0, Math.ceil(this.#dueMs - this.nowMs)))
    this.#dueMs += this.#everyMs
    this.#arrive?.()
    await this.#inner.drain()
  }
}

function earlier(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return Math.min(a, b)
}
