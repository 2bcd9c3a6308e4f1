import type { Clock, EscapedTimer, PendingTimer } from '../clock/clock.ts'
import { markWatching } from '../stack/script-owner.ts'
import type { RunClock } from './virtual-run.ts'

markWatching(import.meta.url)

/** A clock that its run moves; it counts the moves by hand, during which the run keeps off. */
export class SelfMovingClock implements RunClock {
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

  async #move<T>(move: () => Promise<T>): Promise<T> {
    this.#moves += 1
    try {
      return await move()
    } finally {
      this.#moves -= 1
    }
  }
}
