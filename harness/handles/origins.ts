import type { HandleKind } from '../model/handle-type.ts'
import { pickFrame } from '../stack/call-sites.ts'
import { isUsersOwnScript, markWatching } from '../stack/script-owner.ts'
import { findStackFrames, type StackFrame } from '../stack/stack-frame.ts'
import type { HandleEntry, HandleScope } from './handle-scope.ts'

markWatching(import.meta.url)

/** What a handle without a line of the user's goes back to. */
export interface HandleClue {
  /** Of the earlier handle, in whose callback this one was opened. */
  readonly kind: HandleKind
  /** The user's line that opened that one. */
  readonly frame: StackFrame
}

/** A handle that a line of the user's has opened, as far as others go back to it. */
interface Origin {
  readonly kind: HandleKind
  /** That line alone: a whole stack would keep in memory what was at hand, while a poller goes on. */
  readonly line: Error
}

/** How many async resources are remembered by what made them. A power of two. */
const REMEMBERED = 4096

/** How many requests and ticks may stand between a handle and the one it goes back to. */
const MOST_STEPS = 16

/**
 * Knows in whose callback a handle was opened, as far as async ids tell: they lead from a callback to
 * what it makes, through ticks and requests. Where a promise continues there is no id, and nothing is
 * said: what has resolved it need not have begun what waited for it.
 */
export class Origins {
  readonly #findSites: (entry: HandleEntry) => readonly (Error | undefined)[]
  readonly #ids = new Float64Array(REMEMBERED)
  readonly #triggers = new Float64Array(REMEMBERED)
  readonly #origins = new WeakMap<object, Origin>()
  /** What was found last: one callback may make thousands of timers. */
  #latestId = 0
  #latestScope: HandleScope | undefined
  #latest: Origin | undefined

  /** @param findSites where a handle was opened or asked for, the better place first */
  constructor(findSites: (entry: HandleEntry) => readonly (Error | undefined)[]) {
    this.#findSites = findSites
  }

  /** Notes what made an async resource of any type. It is called for each. */
  note(asyncId: number, triggerId: number): void {
    const index = asyncId & (REMEMBERED - 1)
    this.#ids[index] = asyncId
    this.#triggers[index] = triggerId
  }

  /** Notes what a handle goes back to. To be called while it is being made. */
  link(scope: HandleScope, triggerId: number, resource: object): void {
    if (triggerId === 0) return
    if (triggerId !== this.#latestId || scope !== this.#latestScope) {
      this.#latest = this.#find(scope, triggerId)
      this.#latestId = triggerId
      this.#latestScope = scope
    }
    if (this.#latest !== undefined) this.#origins.set(resource, this.#latest)
  }

  /** Finds the nearest line of the user's that a handle goes back to. */
  findClue(resource: object): HandleClue | undefined {
    const origin = this.#origins.get(resource)
    const [frame] = origin === undefined ? [] : findStackFrames(origin.line)
    // What source maps lead back into a package is no line of the user's after all.
    if (origin === undefined || frame === undefined || frame.package !== undefined) return undefined
    return { kind: origin.kind, frame }
  }

  #find(scope: HandleScope, triggerId: number): Origin | undefined {
    let id = triggerId
    for (let step = 0; step < MOST_STEPS && id > 0; step += 1) {
      const entry = findEntry(scope.entries, id)
      const origin = entry && (this.#toOrigin(entry) ?? this.#origins.get(entry.resource))
      if (origin !== undefined) return origin
      id = entry?.triggerId ?? this.#findTrigger(id)
    }
    return undefined
  }

  #toOrigin(entry: HandleEntry): Origin | undefined {
    for (const site of this.#findSites(entry)) {
      const line = site && pickFrame(site, isUsersOwnScript)
      if (line !== undefined) return { kind: entry.type.kind, line }
    }
    return undefined
  }

  #findTrigger(asyncId: number): number {
    const index = asyncId & (REMEMBERED - 1)
    return this.#ids[index] === asyncId ? (this.#triggers[index] ?? 0) : 0
  }
}

/** Ids only grow, and so do those of a list, but for what hooks do not see. */
function findEntry(entries: readonly HandleEntry[], asyncId: number): HandleEntry | undefined {
  for (let index = entries.length - 1; index >= 0; index -= 1) {
    const entry = entries[index]
    if (entry?.asyncId === asyncId) return entry
    if (entry !== undefined && entry.asyncId > 0 && entry.asyncId < asyncId) return undefined
  }
  return undefined
}
