import type { Call } from '../rig/call.ts'
import type { TimeParts, TrialTime } from './trial-time.ts'
import type { Metronome } from '../rig/metronome.ts'

/** What has to happen gets so many ticks of 1 ms, some seconds: only what never happens needs them. */
const PATIENCE_TICKS = 5000
/** And what settles without anything else happening gets so many. */
const PROMPT_TICKS = 500
/** A wait for something that must not happen is cut here: 50 runs are as good as 100. */
const MAX_INTERVALS = 60
/** The intervals that a subject gets to do what it must not, before its thread might have ended. */
const SUSPICIOUS_INTERVALS = 3
/** Ticks between two signs of life. */
const PULSE_TICKS = 500

const HOUR_MS = 3_600_000

/** What real time in a trial works on. */
export interface RealTimeParts extends TimeParts {
  readonly metronome: Metronome
  /** Called now and then, since it takes a while. */
  readonly onPulse: (() => void) | undefined
}

/**
 * Real time, which cannot be moved, for the same scenarios.
 *
 * No verdict depends on how fast the machine is. What has to happen is waited for, generously, and
 * the wait ends as soon as it has. What must not happen is judged by the order in which things do
 * happen: nothing counts but what was seen, after the subject has been given as many ticks of the
 * metronome as it would have needed, and after the metronome's own thread has ended once and begun.
 */
export class RealTrialTime implements TrialTime {
  readonly isReal = true
  readonly fires = 0
  readonly #parts: RealTimeParts

  constructor(parts: RealTimeParts) {
    this.#parts = parts
  }

  /**
   * Lets the subject have the ticks that fit into `ms`; fewer once it has nothing open any more, since
   * nothing is left then that could do anything.
   */
  async adv(ms: number): Promise<void> {
    const { census, intervalMs, metronome } = this.#parts
    const count = Math.min(MAX_INTERVALS, Math.ceil(ms / intervalMs))
    for (let tick = 0; tick < count; tick += 1) {
      await metronome.tick(Math.min(intervalMs, ms - tick * intervalMs))
      if (tick + 1 >= SUSPICIOUS_INTERVALS && !census.isBusy) break
    }
    // What is waited for so long may come from a thread that has yet to start.
    if (count >= SUSPICIOUS_INTERVALS && census.isBusy) await this.#startThread()
    await this.drain()
  }

  /** A day cannot be waited for: what gives up after so long is found in virtual time only. */
  async advFar(): Promise<void> {
    await this.adv(SUSPICIOUS_INTERVALS * this.#parts.intervalMs)
  }

  /** Waits for what has to happen, however long the intervals say it may take. */
  async advUntil(isDone: () => boolean): Promise<boolean> {
    return this.allow(isDone)
  }

  async drain(): Promise<void> {
    await this.#parts.clock.drain()
  }

  async settle(call: Call, withinMs: number): Promise<boolean> {
    const ticks = withinMs === 0 ? PROMPT_TICKS : PATIENCE_TICKS
    return this.allow(() => call.state !== 'pending', ticks)
  }

  async allow(isDone: () => boolean, ticks: number = PATIENCE_TICKS): Promise<boolean> {
    await this.drain()
    for (let tick = 0; tick < ticks && !isDone(); tick += 1) {
      await this.#parts.metronome.tick(1)
      if (tick % PULSE_TICKS === 0) this.#parts.onPulse?.()
    }
    await this.drain()
    return isDone()
  }

  generous(): number {
    return HOUR_MS
  }

  patience(): number {
    return PATIENCE_TICKS
  }

  /** There is none in real time. */
  async letNetworkPass(): Promise<void> {}

  async waitForReality(isDone: () => boolean, limitMs: number): Promise<void> {
    await this.allow(isDone, limitMs)
  }

  async linger(): Promise<void> {
    await this.adv(SUSPICIOUS_INTERVALS * this.#parts.intervalMs)
  }

  async suspect(): Promise<void> {
    await this.linger()
  }

  /** Lets a thread end, another start, and tick as often as one of the subject would have. */
  async #startThread(): Promise<void> {
    const { census, intervalMs, metronome } = this.#parts
    await metronome.restart((start) => census.unwatched(start))
    for (let tick = 0; tick < SUSPICIOUS_INTERVALS; tick += 1) await metronome.tick(intervalMs)
  }
}
