import type { Clock } from '../clock/create-clock.ts'
import type { HandleCensus } from '../handles/handle-census.ts'
import type { Call } from '../rig/call.ts'
import { RequestWait, waitForReality } from '../rig/event-loop.ts'
import { advanceFar, advanceUntil } from '../rig/pace.ts'
import { installed } from '../clock/stand-in.ts'
import type { SimulatedNetwork } from '../network/simulated-network.ts'
import type { ThreadWatch } from '../rig/thread-watch.ts'

/** How time passes in a trial, and how long what happens in it is waited for. */
export interface TrialTime {
  /** Whether time is real, and cannot be moved. */
  readonly isReal: boolean
  /** How many timers have fired, arrivals of work included; in real time nobody counts. */
  readonly fires: number
  /** Lets `ms` pass and drains. */
  adv(ms: number): Promise<void>
  /** Lets `ms` pass where nothing is expected to happen: it may be cut short, or made of leaps. */
  advFar(ms: number): Promise<void>
  /** Lets time pass until `isDone`, `ms` at the most. @returns whether it is done */
  advUntil(isDone: () => boolean, ms: number): Promise<boolean>
  drain(): Promise<void>
  /** Waits until a call has settled, up to `withinMs` of virtual time. @returns whether it has */
  settle(call: Call, withinMs: number): Promise<boolean>
  /** Waits in real time for what has to happen: briefly, and only where something could bring it. */
  allow(isDone: () => boolean, ticks?: number): Promise<boolean>
  /** Lets what is on its way in a simulated network arrive, and what comes of it, until `isDone`. */
  letNetworkPass(isDone: () => boolean): Promise<void>
  /** Lets real time pass, at most `limitMs`, until `isDone`. */
  waitForReality(isDone: () => boolean, limitMs: number): Promise<void>
  /** How long to wait in real time for what has to happen: `limitMs`, or longer. */
  patience(limitMs: number): number
  /** A deadline that is not to come: `ms`, and an hour where a busy machine might be late for that. */
  generous(ms: number): number
  /** Drains; in real time also gives the subject time to do what it must not. */
  linger(): Promise<void>
  /** Gives the subject time to settle a call that it must not. */
  suspect(call: Call): Promise<void>
}

/** Real milliseconds to wait for what is expected of a subject that does I/O. */
const PATIENCE_MS = 400
/** And for what is not expected of it. */
const SUSPICION_MS = 60

/** Virtual milliseconds in which what is on its way arrives: a hundred packets, one after the other. */
const NETWORK_MS = 250

/** A thread may take so long to exit on a busy machine, in real milliseconds. */
const THREAD_MS = 5000

/** What virtual time in a trial works on. */
export interface TimeParts {
  readonly clock: Clock
  readonly census: HandleCensus
  readonly threads: ThreadWatch
  readonly network?: SimulatedNetwork | undefined
  /** The interval of the subject. */
  readonly intervalMs: number
}

/** Virtual time: it moves as the trial says, and stands still while real work of the subject is waited for. */
export class VirtualTrialTime implements TrialTime {
  readonly isReal = false
  fires = 0
  readonly #parts: TimeParts
  readonly #requests: RequestWait

  constructor(parts: TimeParts) {
    this.#parts = parts
    this.#requests = new RequestWait(parts.clock, parts.census)
  }

  generous(ms: number): number {
    return ms
  }

  async adv(ms: number): Promise<void> {
    await this.advUntil(() => false, ms)
    await this.drain()
  }

  /** Leaps once many timers have fired. */
  async advFar(ms: number): Promise<void> {
    const { clock, intervalMs } = this.#parts
    await advanceFar(clock, ms, intervalMs, () => this.#requests.wait())
  }

  async advUntil(isDone: () => boolean, ms: number): Promise<boolean> {
    let moves = -1
    const isOver = await advanceUntil(this.#parts.clock, isDone, ms, () => {
      moves += 1
      return this.#requests.wait()
    })
    this.fires += Math.max(0, moves)
    return isOver
  }

  async drain(): Promise<void> {
    await this.#parts.clock.drain()
    await this.#requests.wait()
  }

  /** Drains, then lets real time pass that the call may need, then virtual time. */
  async settle(call: Call, withinMs: number): Promise<boolean> {
    const isSettled = (): boolean => call.state !== 'pending'
    await this.drain()
    await this.#letRealityPass(isSettled, PATIENCE_MS)
    await this.letNetworkPass(isSettled)
    if (!isSettled() && withinMs > 0) {
      await this.advUntil(isSettled, withinMs)
      await this.#letRealityPass(isSettled, PATIENCE_MS)
    }
    return isSettled()
  }

  async allow(isDone: () => boolean): Promise<boolean> {
    if (!isDone()) await this.#letRealityPass(isDone, PATIENCE_MS)
    await this.letNetworkPass(isDone)
    return isDone()
  }

  async letNetworkPass(isDone: () => boolean): Promise<void> {
    const { clock, network } = this.#parts
    if (network === undefined) return
    const endMs = clock.nowMs + NETWORK_MS
    while (!isDone()) {
      const { nextDueMs } = installed.events ?? {}
      const dueInMs = clock.nextTimerInMs
      // Time-outs of sockets are events too, which may be far away.
      if (nextDueMs === undefined || dueInMs === undefined) return
      if (nextDueMs - (installed.time?.timers.nowMs ?? 0) > endMs - clock.nowMs) return
      await clock.next()
      await this.#requests.wait()
    }
  }

  async waitForReality(isDone: () => boolean, limitMs: number): Promise<void> {
    await waitForReality(this.#parts.clock, isDone, limitMs)
  }

  /** Longer where a thread has to exit. */
  patience(limitMs: number): number {
    return this.#parts.threads.threads.length > 0 ? Math.max(limitMs, THREAD_MS) : limitMs
  }

  async linger(): Promise<void> {
    await this.drain()
  }

  async suspect(call: Call): Promise<void> {
    await this.drain()
    await this.#letRealityPass(() => call.state !== 'pending', SUSPICION_MS)
  }

  /** Waits in real time, briefly, while the subject has anything that real time could move. */
  async #letRealityPass(isDone: () => boolean, limitMs: number): Promise<void> {
    const { census } = this.#parts
    if (!census.hasTouchedReality) return
    await this.waitForReality(() => isDone() || !census.isBusy, limitMs)
    // What has just ended may have a promise or two to settle.
    await this.drain()
  }
}
