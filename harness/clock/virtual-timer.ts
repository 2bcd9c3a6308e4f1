import { AsyncResource } from 'node:async_hooks'
import type { Trace } from './trace.ts'
import { beginTurn, isPeersTurn } from './turn-owner.ts'
import { defineDisposeSymbols } from '../../reference/define-dispose-symbols.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

// Before the class, whose methods are named by the symbols.
defineDisposeSymbols()

/** What a timer does, and how it was asked for. */
export interface TimerRequest {
  kind: 'timeout' | 'interval' | 'immediate'
  /** The function that the user called, for reports. */
  api: string
  callback: (this: unknown, ...args: never[]) => unknown
  args?: readonly unknown[]
  /** Clamped; 0 for an immediate. */
  delayMs: number
  hasRef?: boolean
}

/** What a timer asks of the queue it is in. */
export interface Scheduler {
  arm(timer: VirtualTimer): void
  disarm(timer: VirtualTimer): void
  /** A timer has been unreferenced: whoever did so is on the stack. */
  onUnref?(timer: VirtualTimer): void
  /** A number that stands for the timer in `clearTimeout()`. */
  numberOf(timer: VirtualTimeout): number
}

/** What the user holds under the clock: the common part of Node's `Timeout` and `Immediate`. */
export abstract class VirtualTimer {
  readonly request: TimerRequest
  readonly trace: Trace | undefined
  /**
   * What the queue knows it by while it waits. Kept here and not in a map: an entry that is deleted
   * and set again at every round would make the map's lookups as slow as it is large.
   */
  ticket: number | undefined
  /** Called when the clock is restored, so that the timer will never fire. */
  onDiscard: (() => void) | undefined
  /** Whether a host of a simulated network has made it, and not the task. */
  readonly isPeers: boolean = isPeersTurn()
  protected readonly scheduler: Scheduler
  // Callbacks run in the async context of whoever created the timer: AsyncLocalStorage needs it.
  readonly #context = new AsyncResource('VirtualTimer', { requireManualDestroy: true })
  #hasRef: boolean

  constructor(scheduler: Scheduler, request: TimerRequest, trace: Trace | undefined) {
    this.scheduler = scheduler
    this.request = request
    this.trace = trace
    this.#hasRef = request.hasRef ?? true
  }

  ref(): this {
    this.#hasRef = true
    return this
  }

  unref(): this {
    this.#hasRef = false
    this.scheduler.onUnref?.(this)
    return this
  }

  hasRef(): boolean {
    return this.#hasRef
  }

  close(): this {
    this.scheduler.disarm(this)
    return this
  }

  [Symbol.dispose](): void {
    this.close()
  }

  /** Calls the callback, with the timer as `this`, as Node does. */
  fire(): void {
    const { callback, args = [] } = this.request
    beginTurn(this.isPeers)
    this.#context.runInAsyncScope(callback as (...args: unknown[]) => unknown, this, ...args)
  }
}

/** What `setImmediate()` returns under the clock. */
export class VirtualImmediate extends VirtualTimer {}

/** What `setTimeout()` and `setInterval()` return under the clock. */
export class VirtualTimeout extends VirtualTimer {
  #closed = false

  /** Starts it again from now, also when it has fired, but not when it was cleared. */
  refresh(): this {
    if (!this.#closed) this.scheduler.arm(this)
    return this
  }

  override close(): this {
    this.#closed = true
    return super.close()
  }

  [Symbol.toPrimitive](): number {
    return this.scheduler.numberOf(this)
  }

  override fire(): void {
    try {
      super.fire()
    } finally {
      // After the callback, as in Node: what that created with the same delay fires first.
      if (this.request.kind === 'interval' && this.ticket === undefined) this.refresh()
    }
  }
}
