import { real } from '../platform/real-time.ts'
import { collectGarbage } from '../platform/collect-garbage.ts'
import { createStamp } from '../platform/create-stamp.ts'
import { groupHandles, type ScopedHandle } from './find-scoped-handles.ts'
import type { HandleScope } from './handle-scope.ts'
import { PendingPromises, type PromiseEntry } from './pending-promises.ts'
import { makeOwn } from '../clock/stand-in.ts'
import { nextTurn, settle } from './settle.ts'
import type { HandleType } from '../model/handle-type.ts'
import { hookPromises } from '../platform/promise-hooks.ts'
import { markWatching } from '../stack/script-owner.ts'

markWatching(import.meta.url)

/** What finalizers let go of is garbage only for the next round. */
const ROUNDS = 3

/** A promise that somebody keeps and nobody settles. */
const promiseType: HandleType = {
  kind: 'promise',
  name: 'promise',
  // Nobody else can settle it, so that nobody is to wait until somebody has.
  isOpen: () => false,
  describe: () => 'promise that never settles',
  remedy: () => 'resolve or reject it, or drop what keeps it',
  close: () => {},
}

/** What a promise was stamped with: who made it, and its entry where it has one. */
interface PromiseStamp {
  readonly maker: PendingPromises
  readonly entry: PromiseEntry | undefined
}

/**
 * Watches, while there are scopes to watch, for promises that never settle though somebody keeps
 * them. Hooks on promises make every promise dearer, so that they are there only then.
 */
export class PromiseWatch {
  readonly #getScope: () => HandleScope
  readonly #made = new Map<HandleScope, PendingPromises>()
  readonly #stamp = createStamp<PromiseStamp>()
  /** One for all promises of a scope that are not noted. */
  readonly #unnoted = new WeakMap<PendingPromises, PromiseStamp>()
  /** Noted in this turn of the event loop. */
  #young: PromiseEntry[] = []
  #isTurnNoted = false
  #stop: (() => void) | undefined

  /** @param getScope whose work is being done */
  constructor(getScope: () => HandleScope) {
    this.#getScope = getScope
  }

  /** Watches from now on what work of `scope` makes. */
  watch(scope: HandleScope): void {
    if (this.#made.has(scope)) return
    const made = new PendingPromises()
    this.#made.set(scope, made)
    this.#unnoted.set(made, { maker: made, entry: undefined })
    this.#stop ??= this.#start()
  }

  /** Ends the watch over `scope`, and forgets what it has made. */
  forget(scope: HandleScope): void {
    if (!this.#made.delete(scope) || this.#made.size > 0) return
    this.#stop?.()
    this.#stop = undefined
  }

  /** Whether something that work of `scope` has made, and that can be a leak, is pending. */
  isPending(scope: HandleScope): boolean {
    return (this.#made.get(scope)?.findSuspects().length ?? 0) > 0
  }

  /**
   * Finds the promises of some scopes that stay pending though all garbage has been collected. Of
   * those that wait for each other, finds what the others wait for.
   *
   * @param limitMs how long, at most, to wait for those that are about to settle
   */
  async findPending(scopes: readonly HandleScope[], limitMs: number): Promise<ScopedHandle[]> {
    const left = (): PromiseEntry[] => scopes.flatMap((scope) => this.#findSuspects(scope))
    // Most need no more than the turn that the test has ended in.
    if (left().length > 0) await nextTurn()
    let kept = left()
    for (let round = 0; kept.length > 0 && round < ROUNDS; round++) {
      for (const entry of kept) entry.findFrames()
      this.#weaken()
      // What was looked up through a weak reference is kept until the turn ends.
      await nextTurn()
      collectGarbage()
      kept = kept.filter((entry) => entry.isSuspect && entry.find() !== undefined)
      // What is not garbage may be about to settle.
      if (round === 0) await settle(() => !kept.some(({ isSuspect }) => isSuspect), limitMs)
    }
    const stayed = new Set(kept)
    const found = scopes.flatMap((scope) => {
      const roots = findRoots(this.#findSuspects(scope).filter((entry) => stayed.has(entry)))
      return roots.flatMap((entry) => toScopedHandle(entry, scope))
    })
    return groupHandles(found)
  }

  #findSuspects(scope: HandleScope): readonly PromiseEntry[] {
    return this.#made.get(scope)?.findSuspects() ?? []
  }

  #start(): () => void {
    return hookPromises({
      init: (promise, parent) => this.#onInit(promise, parent),
      settled: (promise) => this.#stamp.read(promise)?.entry?.settle(),
    })
  }

  #onInit(promise: object, parent: object | undefined): void {
    const made = this.#made.get(this.#getScope())
    if (made === undefined) return
    if (!this.#isTurnNoted) this.#noteTurn()
    const origin = parent === undefined ? undefined : this.#stamp.read(parent)
    if (origin?.entry !== undefined) made.addReaction(origin.entry)
    // What hangs on another promise of the same work, or on a settled one, is never the cause.
    const isDependent = origin?.maker === made || origin?.entry?.isPending === false
    const entry = isDependent ? undefined : made.add(promise, parent !== undefined)
    const stamp = entry === undefined ? this.#unnoted.get(made) : { maker: made, entry }
    if (stamp !== undefined) this.#stamp.write(promise, stamp)
    if (entry !== undefined) this.#young.push(entry)
  }

  #noteTurn(): void {
    this.#isTurnNoted = true
    makeOwn(() => real.setImmediate(() => this.#endTurn())).unref()
  }

  #endTurn(): void {
    this.#isTurnNoted = false
    this.#weaken()
    for (const made of this.#made.values()) made.endTurn()
  }

  #weaken(): void {
    const young = this.#young
    this.#young = []
    for (const entry of young) entry.weaken()
  }
}

/**
 * What others wait for: what somebody is to settle, and where there is no such thing, what waits
 * for a promise that was made elsewhere. The user's own before those of packages, which pass on
 * what they are given.
 */
function findRoots(entries: readonly PromiseEntry[]): readonly PromiseEntry[] {
  const causes = entries.filter(({ isWaiting }) => !isWaiting)
  const roots = causes.length > 0 ? causes : entries
  const own = roots.filter((entry) => entry.findFrames()[0]?.package === undefined)
  return own.length > 0 ? own : roots
}

function toScopedHandle(entry: PromiseEntry, scope: HandleScope): ScopedHandle[] {
  const resource = entry.find()
  if (resource === undefined) return []
  const type = promiseType
  return [
    {
      kind: type.kind,
      description: type.describe(resource),
      remedy: type.remedy(resource),
      isReferenced: false,
      frames: entry.findFrames(),
      count: 1,
      isLate: false,
      isHarmless: false,
      scope,
      entries: [
        {
          type,
          resource,
          site: undefined,
          isRequested: true,
          asyncId: 0,
          triggerId: 0,
          isLate: false,
        },
      ],
    },
  ]
}
