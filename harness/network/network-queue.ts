import type { EventSource } from '../clock/event-source.ts'
import { installed, makeOwn } from '../clock/stand-in.ts'
import { beginTurn, isPeersTurn } from '../clock/turn-owner.ts'
import { real } from '../platform/real-time.ts'
import type { Alarm, AlarmClock } from '../platform/socket-timeout.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** One thing that is going to happen: a packet arrives, a socket times out. */
class QueuedEvent implements Alarm {
  readonly dueMs: number
  readonly run: () => void
  /** Whether it happens at a host of the setup. */
  readonly isPeers: boolean
  isCancelled = false
  readonly #onCancel: () => void

  constructor(dueMs: number, run: () => void, isPeers: boolean, onCancel: () => void) {
    this.dueMs = dueMs
    this.run = run
    this.isPeers = isPeers
    this.#onCancel = onCancel
  }

  cancel(): void {
    if (this.isCancelled) return
    this.isCancelled = true
    this.#onCancel()
  }
}

/** Cancelled events that are kept until they are due; more are swept out. */
const MAX_CANCELLED = 64

/**
 * What is going to happen in a simulated network, in order: by its due time, and first come first
 * served at the same instant. It is no timer of anybody's, so nobody is blamed for one.
 */
export class NetworkQueue implements Omit<EventSource, 'createTimer'>, AlarmClock {
  /** While it is false, what is added happens in real time: sockets still have to be closed then. */
  isAttached = false
  #events: QueuedEvent[] = []
  #cancelled = 0

  /** Whether virtual time is installed, and this queue is part of it. */
  get isActive(): boolean {
    return this.isAttached && installed.time !== undefined
  }

  /** The wall clock in milliseconds. */
  get nowMs(): number {
    return installed.time?.timers.nowMs ?? real.Date.now()
  }

  get nextDueMs(): number | undefined {
    this.#dropCancelled()
    return this.#events[0]?.dueMs
  }

  get isNextPeers(): boolean {
    this.#dropCancelled()
    return this.#events[0]?.isPeers === true
  }

  /**
   * Has `run` called in so many milliseconds, in a turn of its own.
   *
   * @param isPeers whether it happens at a host of the setup. Default: where one has asked for it
   */
  add(delayMs: number, run: () => void, isPeers: boolean = isPeersTurn()): Alarm {
    const event = new QueuedEvent(this.nowMs + delayMs, run, isPeers, this.#onCancel)
    if (this.isActive) this.#events.splice(this.#findPlace(event.dueMs), 0, event)
    else runInRealTime(event, delayMs)
    return event
  }

  setAlarm(delayMs: number, callback: () => void): Alarm {
    return this.add(delayMs, callback)
  }

  fireNext(): void {
    this.#dropCancelled()
    const event = this.#events.shift()
    if (event === undefined) return
    beginTurn(event.isPeers)
    event.run()
  }

  /** Forgets everything. */
  clear(): void {
    this.#events = []
  }

  /** What is due now happens in real time, and the rest never: sockets that are closing still close. */
  release(): void {
    const { nowMs } = this
    const due = this.#events.filter((event) => event.dueMs <= nowMs)
    this.#events = []
    for (const event of due) runInRealTime(event, 0)
  }

  /** After all that is due by then. */
  #findPlace(dueMs: number): number {
    let low = 0
    let high = this.#events.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#events[middle]?.dueMs ?? 0) <= dueMs) low = middle + 1
      else high = middle
    }
    return low
  }

  readonly #onCancel = (): void => {
    this.#cancelled += 1
    if (this.#cancelled < MAX_CANCELLED || this.#cancelled < this.#events.length / 2) return
    this.#cancelled = 0
    this.#events = this.#events.filter(({ isCancelled }) => !isCancelled)
  }

  #dropCancelled(): void {
    while (this.#events[0]?.isCancelled === true) this.#events.shift()
  }
}

function runInRealTime(event: QueuedEvent, delayMs: number): void {
  const run = (): void => {
    if (!event.isCancelled) event.run()
  }
  makeOwn(() => {
    if (delayMs === 0) real.setImmediate(run)
    else real.setTimeout(run, delayMs).unref()
  })
}
