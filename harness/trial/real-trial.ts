import type { Call } from '../rig/call.ts'
import type { TrialParts } from './trial-drive.ts'
import { Trial } from './trial.ts'
import type { Metronome } from '../rig/metronome.ts'

/** What has to happen gets so many ticks of 1 ms, some seconds: only what never happens needs them. */
const PATIENCE_TICKS = 5000
/** A wait for something that must not happen is cut here: 50 runs are as good as 100. */
const MAX_INTERVALS = 60
/** The intervals that a subject gets to do what it must not, before its thread might have ended. */
const SUSPICIOUS_INTERVALS = 3
/** Ticks between two signs of life. */
const PULSE_TICKS = 500

const HOUR_MS = 3_600_000

/** What a trial in real time has besides. */
export interface RealTrialParts extends TrialParts {
  readonly metronome: Metronome
  readonly onPulse: (() => void) | undefined
}

/**
 * A trial in real time: the same scenarios, where time cannot be moved.
 *
 * No verdict depends on how fast the machine is. What has to happen is waited for, generously, and
 * the wait ends as soon as it has. What must not happen is judged by the order in which things do
 * happen: nothing counts but what was seen, after the subject has been given as many ticks of the
 * metronome as it would have needed, and after the metronome's own thread has ended once and begun.
 */
export class RealTrial extends Trial {
  override readonly isReal = true
  readonly #metronome: Metronome
  readonly #onPulse: (() => void) | undefined

  constructor(parts: RealTrialParts) {
    super(parts)
    this.#metronome = parts.metronome
    this.#onPulse = parts.onPulse
  }

  /**
   * Lets the subject have the ticks that fit into `ms`; fewer once it has nothing open any more, since
   * nothing is left then that could do anything.
   */
  override async adv(ms: number): Promise<void> {
    const count = Math.min(MAX_INTERVALS, Math.ceil(ms / this.T))
    for (let tick = 0; tick < count; tick += 1) {
      await this.#metronome.tick(Math.min(this.T, ms - tick * this.T))
      if (tick + 1 >= SUSPICIOUS_INTERVALS && !this.census.isBusy) break
    }
    // What is waited for so long may come from a thread that has yet to start.
    if (count >= SUSPICIOUS_INTERVALS && this.census.isBusy) await this.#startThread()
    await this.drain()
  }

  /** A day cannot be waited for: what gives up after so long is found in virtual time only. */
  override async advFar(): Promise<void> {
    await this.adv(SUSPICIOUS_INTERVALS * this.T)
  }

  /** Waits for what has to happen, however long the intervals say it may take. */
  override async advUntil(isDone: () => boolean): Promise<boolean> {
    return this.allow(isDone)
  }

  override async drain(): Promise<void> {
    await this.clock.drain()
  }

  override async settle(call: Call): Promise<boolean> {
    return this.allow(() => call.state !== 'pending')
  }

  override async allow(isDone: () => boolean, ticks: number = PATIENCE_TICKS): Promise<boolean> {
    await this.drain()
    for (let tick = 0; tick < ticks && !isDone(); tick += 1) {
      await this.#metronome.tick(1)
      if (tick % PULSE_TICKS === 0) this.#onPulse?.()
    }
    await this.drain()
    return isDone()
  }

  override generous(): number {
    return HOUR_MS
  }

  override patience(): number {
    return PATIENCE_TICKS
  }

  override async waitForReality(isDone: () => boolean, limitMs: number): Promise<void> {
    await this.allow(isDone, limitMs)
  }

  override async linger(): Promise<void> {
    await this.adv(SUSPICIOUS_INTERVALS * this.T)
  }

  protected override async suspect(): Promise<void> {
    await this.linger()
  }

  /** Lets a thread end, another start, and tick as often as one of the subject would have. */
  async #startThread(): Promise<void> {
    await this.#metronome.restart((start) => this.census.unwatched(start))
    for (let tick = 0; tick < SUSPICIOUS_INTERVALS; tick += 1) await this.#metronome.tick(this.T)
  }
}
