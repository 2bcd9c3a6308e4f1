import { findStackFrames, type StackFrame } from '../stack/stack-frame.ts'
import { findFunctionLocation } from './function-location.ts'
import type { HandleScope } from './handle-scope.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** How many callbacks of the same text are located before the others are taken to be there too. */
const SAMPLES = 4

interface Alike {
  location: StackFrame | undefined
  /** How many have been found at the location, one after the other. */
  count: number
}

/**
 * The timers of a scope whose stack was not taken, and the best there is to say where they were
 * made.
 */
export class UnsitedTimers {
  readonly #scope: HandleScope
  readonly #alike = new Map<string, Alike>()
  #shared: readonly StackFrame[] | undefined

  constructor(scope: HandleScope) {
    this.#scope = scope
  }

  /**
   * Finds where the callback of a timer is written, which mostly is where the timer is made.
   *
   * What is not written by a user, like the `resolve` of a promise, comes from one helper more often
   * than not: the place is that of all such timers whose stack was taken, where they have but one.
   */
  findFrames(callback: unknown): readonly StackFrame[] {
    if (typeof callback !== 'function') return []
    const location = this.#findLocation(callback)
    if (location !== undefined) return [location]
    this.#shared ??= this.#findSharedFrames()
    return this.#shared
  }

  /** Asks the engine, but not thousands of times for the closures of one loop. */
  #findLocation(callback: Function): StackFrame | undefined {
    const text = Function.prototype.toString.call(callback)
    // All bound functions have the same text.
    if (text.endsWith('{ [native code] }')) return findFunctionLocation(callback)
    const known = this.#alike.get(text)
    if (known !== undefined && known.count >= SAMPLES) return known.location
    const location = findFunctionLocation(callback)
    const isAlike = known !== undefined && isSamePlace(known.location, location)
    this.#alike.set(text, { location, count: isAlike ? known.count + 1 : 1 })
    return location
  }

  #findSharedFrames(): readonly StackFrame[] {
    const [first = [], ...others] = this.#scope.callbackSites
      .filter(([callback]) => isNowhere(callback))
      .map(([, site]) => findNearestFrames(site))
    const end = first.findIndex((frame, index) =>
      others.some((frames) => !isSamePlace(frame, frames[index])),
    )
    return end < 0 ? first : first.slice(0, end)
  }
}

function isNowhere(callback: unknown): boolean {
  return typeof callback === 'function' && findFunctionLocation(callback) === undefined
}

/**
 * The frames as far as the nearest of the user's: who called that may be another one each time.
 */
function findNearestFrames(site: Error): readonly StackFrame[] {
  const frames = findStackFrames(site)
  return frames.slice(0, 1 + frames.findIndex((frame) => frame.package === undefined))
}

function isSamePlace(one: StackFrame | undefined, other: StackFrame | undefined): boolean {
  return one?.path === other?.path && one?.line === other?.line && one?.column === other?.column
}
