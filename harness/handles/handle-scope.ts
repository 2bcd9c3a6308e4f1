import { real } from '../platform/real-time.ts'
import type { HandleType } from '../model/handle-type.ts'
import { OpenEntries } from './open-entries.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** A handle that was opened, while it may still be open. */
export interface HandleEntry {
  readonly type: HandleType
  readonly resource: object
  /** Where it was opened; absent where the budget for stacks was spent. */
  readonly site: Error | undefined
  /** Whether it was the user's code, or a package, that asked for it: known of timers only. */
  readonly isRequested: boolean
  /** Its id in async hooks, and that of what opened it; 0 for what hooks do not see. */
  readonly asyncId: number
  readonly triggerId: number
  /** Whether the scope had ended when it was opened. */
  readonly isLate: boolean
}

/**
 * How many stacks of one-shot timers a scope takes to begin with. A stack costs more than the timer
 * it is of, and a test that makes hundreds of timers makes them at a few places.
 */
const TIMER_SITES = 4

/** How many more for each millisecond that has gone by: a few percent of the time. */
const TIMER_SITES_PER_MS = 2

/** How many timers go without a stack before the time is looked at. */
const REFILL_EVERY = 4

/** How many callbacks are remembered. */
const CALLBACKS = 64

/** How many other stacks a scope takes. */
const OTHER_SITES = 256

/**
 * What is blamed for the handles opened in its async context: an attempt of a test, a hook, a file.
 * `owner` is the caller's, who the blame is reported to.
 */
export class HandleScope<O = unknown> {
  readonly owner: O
  readonly #entries = new OpenEntries<HandleEntry>()
  #timerSites = TIMER_SITES
  /** Timers whose stack was not taken. */
  #unsited = 0
  /** When stacks of timers were last given out anew. */
  #refilledAtMs = Number.POSITIVE_INFINITY
  #otherSites = OTHER_SITES
  #portSites = OTHER_SITES
  #hasEnded = false
  #isSuspect = false
  /** Callbacks of timers whose stack was taken, each with it, for those of the same callback. */
  #callbackSites: (readonly [callback: unknown, site: Error])[] = []

  constructor(owner: O) {
    this.owner = owner
  }

  /** Everything noted that is not known to be closed. */
  get entries(): readonly HandleEntry[] {
    return this.#entries.all
  }

  /** The callbacks that are remembered, each with the stack of its timer. */
  get callbackSites(): readonly (readonly [callback: unknown, site: Error])[] {
    return this.#callbackSites
  }

  get hasEnded(): boolean {
    return this.#hasEnded
  }

  /**
   * From now on, what is opened in the context of this scope is late: work that outlived it. What
   * is not open is forgotten: a file has many tests.
   */
  end(): void {
    this.#hasEnded = true
    this.compact()
    if (this.entries.length === 0) this.forgetCallbacks()
  }

  /** Something is open that should not be: whatever is opened from now on is worth a stack. */
  suspect(): void {
    this.#isSuspect = true
  }

  /** Whether the stack of one more one-shot timer may be taken. */
  spendTimerSite(): boolean {
    if (this.#isSuspect) return true
    if (this.#timerSites > 0) {
      this.#timerSites -= 1
      return true
    }
    // Asking for the time is not free either.
    this.#unsited += 1
    return this.#unsited % REFILL_EVERY === 0 && this.#refillTimerSites()
  }

  #refillTimerSites(): boolean {
    const nowMs = real.performanceNow()
    // The first time round only starts the clock.
    const refill = Math.max(0, nowMs - this.#refilledAtMs) * TIMER_SITES_PER_MS
    this.#refilledAtMs = nowMs
    this.#timerSites = Math.min(Math.floor(refill), TIMER_SITES)
    return this.#timerSites > 0
  }

  /** Whether one more stack of anything else may be taken. */
  spendSite(): boolean {
    return this.#otherSites-- > 0
  }

  /** The same for message ports: a worker alone has five, which are nobody's leak. */
  spendPortSite(): boolean {
    return this.#portSites-- > 0
  }

  rememberCallback(callback: unknown, site: Error): void {
    if (this.#callbackSites.length < CALLBACKS) this.#callbackSites.push([callback, site])
  }

  findCallbackSite(callback: unknown): Error | undefined {
    return this.#callbackSites.find(([known]) => known === callback)?.[1]
  }

  /** Gives up the callbacks, which keep what they have at hand from being collected. */
  forgetCallbacks(): void {
    this.#callbackSites = []
  }

  add(entry: HandleEntry): void {
    this.#entries.add(entry)
  }

  /** Drops the entries of handles that are closed. */
  compact(): void {
    this.#entries.compact()
  }

  /** Forgets entries that were reported and stay open. */
  forget(entries: readonly HandleEntry[]): void {
    this.#entries.forget(entries)
  }

  /** Forgets everything, so that the scope keeps no handle in memory. */
  clear(): void {
    this.#entries.clear()
    this.forgetCallbacks()
  }
}

/** Whether a scope has ended and left nothing open that could call back. */
export function isScopeOver(scope: HandleScope): boolean {
  if (!scope.hasEnded) return false
  scope.compact()
  return scope.entries.length === 0
}

/** Whether the handle of an entry has been told to close, or may have been. */
export function isEntryClosing({ type, resource }: HandleEntry): boolean {
  return type.isClosing?.(resource) === true
}
