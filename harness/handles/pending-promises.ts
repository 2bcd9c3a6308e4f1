import { installed } from '../clock/stand-in.ts'
import { isPromiseHook } from '../platform/node-scripts.ts'
import { real } from '../platform/real-time.ts'
import { captureSite, readFrames, type RawFrame, STACK_FRAMES } from '../stack/call-sites.ts'
import { findStackFrames, type StackFrame } from '../stack/stack-frame.ts'
import { isMockScript, isOwnScript, isRunnerScript, markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** How many stacks are taken to begin with: one costs many times what a promise does. */
const SITES = 128

/** How many there are at least in every turn of the event loop. */
const SITES_PER_TURN = 8

/** How many more for each millisecond that has gone by. */
const SITES_PER_MS = 8

/** How many of those who wait for a promise are looked at. */
const REACTIONS = 2

/** How many promises go without a stack before the time is looked at. */
const REFILL_EVERY = 16

/** How many promises are noted before those that have settled are dropped. */
const FIRST_COMPACTION = 64

/** A promise that may be pending. */
export class PromiseEntry {
  /** Whether it waits for a promise that was made elsewhere. */
  readonly isWaiting: boolean
  #promise: object | undefined
  #ref: WeakRef<object> | undefined
  #site: Error | undefined
  #frames: readonly StackFrame[] | undefined
  #reactions: Error[] = []
  #isJudged = false
  #isSettled = false

  constructor(promise: object, site: Error, isWaiting: boolean) {
    this.#promise = promise
    this.#site = site
    this.isWaiting = isWaiting
  }

  get isPending(): boolean {
    return !this.#isSettled
  }

  settle(): void {
    this.#isSettled = true
    this.#promise = undefined
    this.#ref = undefined
    this.#site = undefined
    this.#reactions = []
  }

  /** Whether it is of use to know who waits for it now. */
  get wantsReaction(): boolean {
    return !this.#isSettled && this.#reactions.length < REACTIONS
  }

  /** Notes the call in which somebody begins to wait for it. */
  noteReaction(site: Error): void {
    this.#reactions.push(site)
  }

  /**
   * Lets go of the promise. Not done at once: the engine keeps what a weak reference is made to for
   * as long as the turn lasts, and most promises settle in the turn that made them.
   */
  weaken(): void {
    if (this.#promise === undefined) return
    this.#ref = new WeakRef(this.#promise)
    this.#promise = undefined
  }

  /** The promise, unless it was collected. */
  find(): object | undefined {
    return this.#promise ?? this.#ref?.deref()
  }

  /** Whether it is pending, and made as such promises are that can be leaks. */
  get isSuspect(): boolean {
    if (this.#isSettled) return false
    if (this.#site !== undefined && !this.#isJudged) {
      this.#isJudged = true
      const role = judgePromiseSite(this.#site)
      if (role !== (this.isWaiting ? 'wait' : 'cause')) this.#site = undefined
    }
    // All that a mock has returned is kept by the mock, and that by the runner.
    if (this.#reactions.some(isOfMock)) this.#site = this.#frames = undefined
    this.#reactions = []
    return this.#site !== undefined || this.#frames !== undefined
  }

  /**
   * Where it was made. From then on the stack itself is given up: it keeps the functions that are
   * on it, and with them what those have at hand, such as this promise.
   */
  findFrames(): readonly StackFrame[] {
    if (this.#site !== undefined) this.#frames = findStackFrames(this.#site)
    this.#site = undefined
    return this.#frames ?? []
  }
}

/** The promises that the work of one scope has made, as far as they can be leaks. */
export class PendingPromises {
  #entries: PromiseEntry[] = []
  #compactAt = FIRST_COMPACTION
  #sites = SITES
  #unsited = 0
  #refilledAtMs = real.performanceNow()

  /** Finds all that are pending and can be leaks; the others are dropped. */
  findSuspects(): readonly PromiseEntry[] {
    this.#entries = this.#entries.filter(({ isSuspect }) => isSuspect)
    return this.#entries
  }

  /** Notes a promise, where it is worth it. */
  add(promise: object, isWaiting: boolean): PromiseEntry | undefined {
    // What waits for a fake timer goes the way of the clock.
    if (areTimersFaked() || !this.#spendSite()) return undefined
    const entry = new PromiseEntry(promise, captureSite(STACK_FRAMES.promise), isWaiting)
    if (this.#entries.length >= this.#compactAt) {
      this.#entries = this.#entries.filter(({ isPending }) => isPending)
      this.#compactAt = Math.max(FIRST_COMPACTION, this.#entries.length * 2)
    }
    this.#entries.push(entry)
    return entry
  }

  /** Notes that somebody begins to wait for a promise, where it is worth it. */
  addReaction(entry: PromiseEntry): void {
    if (entry.wantsReaction && this.#spendSite())
      entry.noteReaction(captureSite(STACK_FRAMES.promise))
  }

  /** A turn of the event loop has gone by. */
  endTurn(): void {
    this.#sites = Math.max(this.#sites, SITES_PER_TURN)
  }

  #spendSite(): boolean {
    if (this.#sites > 0) {
      this.#sites -= 1
      return true
    }
    // Asking for the time is not free either.
    this.#unsited += 1
    if (this.#unsited % REFILL_EVERY !== 0) return false
    const nowMs = real.performanceNow()
    const refill = Math.floor((nowMs - this.#refilledAtMs) * SITES_PER_MS)
    if (refill < 1) return false
    this.#refilledAtMs = nowMs
    this.#sites = Math.min(refill, SITES) - 1
    return true
  }
}

function areTimersFaked(): boolean {
  // Anybody may put anything in the place of a global.
  const { setTimeout } = globalThis as { setTimeout?: { clock?: unknown } | undefined }
  return installed.time !== undefined || setTimeout?.clock !== undefined
}

/**
 * What a promise is, by the call that made it:
 *
 * - `cause`: somebody has it in hand to settle it (`new Promise()`, `Promise.withResolvers()`,
 *   `events.once()`)
 * - `wait`: an async function of the user's waits, in an `await`, for another promise
 * - `consequence`: it settles once others do, or is made by Node or the runner for their own ends
 */
type PromiseRole = 'cause' | 'wait' | 'consequence'

/** The engine's functions whose promise is settled by hand, as it names them in a stack. */
const MAKERS = new Set(['Promise', 'withResolvers'])

/** Where Node makes promises that are the caller's affair. */
const LENT = 'node:events'

/** Finds the role of a promise from the stack where it was made. Never throws. */
function judgePromiseSite(site: Error): PromiseRole {
  if (isOfMock(site)) return 'consequence'
  const frames = [...readFrames(site)]
  const start = frames.findIndex(({ script }) => !isPromiseHook(script) && !isOwnScript(script))
  const [first, ...callers] = frames.slice(start)
  if (start < 0 || first === undefined) return 'consequence'
  if (first.script !== '') return isUsers(first) ? 'wait' : 'consequence'
  if (!MAKERS.has(first.functionName)) return 'consequence'
  const caller = callers.find(({ script }) => script !== LENT)
  return caller !== undefined && isUsers(caller) ? 'cause' : 'consequence'
}

/** Whether a call was made in or for a mock. */
function isOfMock(site: Error): boolean {
  return [...readFrames(site)].some(({ script }) => isMockScript(script))
}

function isUsers({ script }: RawFrame): boolean {
  return (
    script !== '' && !script.startsWith('node:') && !isOwnScript(script) && !isRunnerScript(script)
  )
}
