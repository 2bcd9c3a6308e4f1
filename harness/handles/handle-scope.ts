import type { HandleType } from '../model/handle-type.ts'
import { OpenEntries } from './open-entries.ts'
import { releaseSite, STACK_FRAMES } from '../stack/call-sites.ts'
import { CALLER, NONE, type TimerStacks } from './timer-stacks.ts'
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

/** How many whole stacks of one-shot timers a scope takes in any case. */
const TIMER_STACKS = 2

/** How many other stacks a scope takes. */
const OTHER_SITES = 256

/**
 * What is blamed for the handles opened in its async context: an attempt of a test, a hook, a file.
 * `owner` is the caller's, who the blame is reported to.
 */
export class HandleScope<O = unknown> {
  readonly owner: O
  readonly #briefMs: number
  readonly #entries = new OpenEntries<HandleEntry>()
  #timerStacks = TIMER_STACKS
  #otherSites = OTHER_SITES
  #portSites = OTHER_SITES
  /** What was left alone, by the place that it was opened at. */
  #tolerated: Map<string, HandleEntry> | undefined
  #hasEnded = false
  #isSuspect = false

  /**
   * @param briefMs the longest delay of one-shot timers that fire before anybody judges them; by
   * default there are none
   */
  constructor(owner: O, briefMs: number = 0) {
    this.owner = owner
    this.#briefMs = briefMs
  }

  /** Everything noted that is not known to be closed. */
  get entries(): readonly HandleEntry[] {
    return this.#entries.all
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
  }

  /** Something is open that should not be: whatever is opened from now on is worth a stack. */
  suspect(): void {
    this.#isSuspect = true
  }

  /**
   * How many frames may be taken of the stack of one more one-shot timer: at least its caller.
   *
   * @param delay as whoever set the timer gave it
   * @param stacks what all scopes share
   */
  grantTimerFrames(delay: unknown, stacks: TimerStacks): number {
    if (this.#isSuspect) return STACK_FRAMES.timer
    // Most that are as short are over before anybody asks for them.
    // Without a delay it is 1 ms.
    const delayMs = delay === undefined ? 1 : delay
    if (typeof delayMs === 'number' && delayMs <= this.#briefMs) return CALLER
    if (this.#timerStacks > 0) {
      this.#timerStacks -= 1
      return STACK_FRAMES.timer
    }
    return stacks.spend() ? STACK_FRAMES.timer : CALLER
  }

  /** The same for an immediate: it is over in a turn, and one that arms itself again is seen then. */
  grantImmediateFrames(): number {
    return this.#isSuspect || this.#briefMs === 0 ? STACK_FRAMES.timer : NONE
  }

  /** Whether one more stack of anything else may be taken. */
  spendSite(): boolean {
    return this.#otherSites-- > 0
  }

  /** The same for message ports: a worker alone has five, which are nobody's leak. */
  spendPortSite(): boolean {
    return this.#portSites-- > 0
  }

  /**
   * Whether an entry is the successor of an earlier one that was tolerated at the same place and is
   * over since: a chain that its own end starts anew. Where it is none, it is tolerated from now on.
   *
   * @param isOver whether the resource of an earlier entry has come to its end by itself
   */
  isRenewed(entry: HandleEntry, place: string, isOver: (resource: object) => boolean): boolean {
    this.#tolerated ??= new Map()
    const before = this.#tolerated.get(place)
    if (before !== undefined && before !== entry && isOver(before.resource)) return true
    this.#tolerated.set(place, entry)
    return false
  }

  add(entry: HandleEntry): void {
    this.#entries.add(entry)
  }

  /** Drops the entries of handles that are closed. */
  compact(): void {
    this.#entries.compact()
  }

  /** Lets what is closed, and what was at hand where the rest was opened, be collected. */
  releaseSites(): void {
    this.compact()
    for (const { site } of this.entries) if (site !== undefined) releaseSite(site)
  }

  /** Forgets entries that were reported and stay open. */
  forget(entries: readonly HandleEntry[]): void {
    this.#entries.forget(entries)
  }

  /** Forgets everything, so that the scope keeps no handle in memory. */
  clear(): void {
    this.#entries.clear()
  }
}

/** Whether something that was opened in a scope may be open. */
export function isScopeOpen(scope: HandleScope): boolean {
  scope.compact()
  return scope.entries.length > 0
}

/** Whether a scope has ended and left nothing open that could call back. */
export function isScopeOver(scope: HandleScope): boolean {
  return scope.hasEnded && !isScopeOpen(scope)
}

/** Whether the handle of an entry has been told to close, or may have been. */
export function isEntryClosing({ type, resource }: HandleEntry): boolean {
  return type.isClosing?.(resource) === true
}
