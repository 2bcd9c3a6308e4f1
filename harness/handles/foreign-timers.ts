import { findSiteOwner } from '../platform/node-scripts.ts'
import { findDelayMs, findTimerCallback } from '../platform/timer-internals.ts'
import { captureSite } from '../stack/call-sites.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/**
 * Knows the timers of the runner's and of Node's own among those that nobody asked a stand-in for.
 * Theirs are made in a few places, each with its delay and its callback: a stack for the first of each
 * tells.
 */
export class ForeignTimers {
  readonly #known = new Map<number | undefined, Map<string, boolean>>()

  /** Whether a timer is one of theirs. To be asked while it is being made. */
  has(timer: object): boolean {
    const callback = findTimerCallback(timer)
    if (typeof callback !== 'function') return false
    const text = Function.prototype.toString.call(callback)
    // All that promises give have the same text, whoever made them.
    if (text.endsWith('{ [native code] }')) return findSiteOwner(captureSite(), true) !== 'user'
    // Not one key of both, which would have to be put together for every timer.
    const delayMs = findDelayMs(timer)
    const texts = this.#known.get(delayMs) ?? new Map<string, boolean>()
    const known = texts.get(text)
    if (known !== undefined) return known
    const isForeign = findSiteOwner(captureSite(), true) !== 'user'
    this.#known.set(delayMs, texts.set(text, isForeign))
    return isForeign
  }
}
