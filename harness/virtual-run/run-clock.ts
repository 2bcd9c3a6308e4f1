import type { Clock, EscapedTimer, PendingTimer } from '../clock/clock.ts'

/** The virtual clock of a run, which moves by itself unless it is told not to. */
export class RunClock implements Clock {
  /**
   * Whether time goes to the next timer by itself when nothing else is left to do. Set it to `false`
   * to move by hand for a while. Default: the option of the run.
   */
  autoAdvance: boolean
  readonly #clock: Clock
  #moves = 0

  constructor(clock: Clock, autoAdvance: boolean) {
    this.#clock = clock
    this.autoAdvance = autoAdvance
  }

  /** Whether a move that was asked for by hand is under way. */
  get isMoving(): boolean {
    return this.#moves > 0
  }

  get nowMs(): number {
    return this.#clock.nowMs
  }

  get nextDueInMs(): number | undefined {
    return this.#clock.nextDueInMs
  }

  get nextTimerInMs(): number | undefined {
    return this.#clock.nextTimerInMs
  }

  advance(ms: number): Promise<void> {
    return this.#move(() => this.#clock.advance(ms))
  }

  next(): Promise<boolean> {
    return this.#move(() => this.#clock.next())
  }

  drain(): Promise<void> {
    return this.#move(() => this.#clock.drain())
  }

  jump(ms: number): Promise<void> {
    return this.#move(() => this.#clock.jump(ms))
  }

  pending(): PendingTimer[] {
    return this.#clock.pending()
  }

  escapes(): EscapedTimer[] {
    return this.#clock.escapes()
  }

  restore(): void {
    this.#clock.restore()
  }

  [Symbol.dispose](): void {
    this.#clock[Symbol.dispose]()
  }

  async #move<T>(move: () => Promise<T>): Promise<T> {
    this.#moves += 1
    try {
      return await move()
    } finally {
      this.#moves -= 1
    }
  }
}
